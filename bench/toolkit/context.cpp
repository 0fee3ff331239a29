// A context with a hundred children, beside std::stop_source. Time is that of all the hundred.
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include <millrace/toolkit/context.h>

#include "row.h"

namespace millrace::bench {
namespace {

constexpr int children = 100;
using clock = std::chrono::steady_clock;

/// A stop_source has no children: its nearest is one whose stop is requested by a callback on the parent's
/// token.
struct linked_source {
  explicit linked_source(const std::stop_token& parent) : on_stop(parent, ask{own}) {}
  struct ask {
    std::stop_source own;
    void operator()() { own.request_stop(); }
  };
  std::stop_source own;
  std::stop_callback<ask> on_stop;
};

struct our_tree {
  our_tree() {
    for (int i = 0; i < children; ++i) all.push_back(with_cancel(parent.ctx));
  }
  void cancel() { parent.cancel(); }
  cancellable parent = with_cancel(context::background());
  std::vector<cancellable> all;
};

struct linked_sources {
  linked_sources() {
    for (int i = 0; i < children; ++i) all.push_back(std::make_unique<linked_source>(parent.get_token()));
  }
  void cancel() { parent.request_stop(); }
  std::stop_source parent;
  std::vector<std::unique_ptr<linked_source>> all;
};

template <class Tree>
void add_context_rows(const std::string& implementation) {
  add_row("context/derive:100/" + implementation, [](std::int64_t items) {
    const auto start = clock::now();
    for (std::int64_t i = 0; i < items; ++i) static_cast<void>(Tree());
    return span(clock::now() - start);
  });
  add_row("context/cancel:100/" + implementation, [](std::int64_t items) {
    span canceling{0};
    for (std::int64_t i = 0; i < items; ++i) {
      Tree tree;
      const auto start = clock::now();
      tree.cancel();
      canceling += clock::now() - start;
    }
    return canceling;
  });
}

const bool added = [] {
  add_context_rows<our_tree>("millrace");
  add_context_rows<linked_sources>("std_stop_source");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
