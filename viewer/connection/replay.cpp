#include "connection/replay.h"

#include <filesystem>
#include <utility>

#include "connection/shared_axis.h"

namespace millrace::viewer {
namespace {

/// A frame must not wait for the whole of a long recording.
constexpr int most_at_once = 200;

}  // namespace

replay::replay(const std::string& file)
    : recording_(file), name_(std::filesystem::path(file).filename().string()) {}

std::vector<batch> replay::poll() {
  std::vector<batch> come;
  for (int i = 0; i < most_at_once; ++i) {
    auto next = recording_.next();
    if (!next) break;
    if (next->state) started_ = next->state->started;
    onto_shared_axis(*next, started_);
    come.push_back(std::move(*next));
  }
  return come;
}

}  // namespace millrace::viewer
