// Ten tasks whose first failure would end the others.
#include <array>
#include <future>

#include <millrace/toolkit/error_group.h>

#include "group_rows.h"

namespace millrace::bench {
namespace {

const bool added = [] {
  add_group_rows("millrace", [](const auto& task) {
    error_group group;
    for (int i = 0; i < tasks_in_group; ++i) group.go(task);
    group.wait();
  });
  add_group_rows("std_async", [](const auto& task) {
    std::array<std::future<void>, tasks_in_group> results;
    for (auto& result : results) result = std::async(std::launch::async, task);
    for (auto& result : results) result.get();
  });
  return true;
}();

}  // namespace
}  // namespace millrace::bench
