#pragma once

#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include <millrace/probe/reader.h>

namespace millrace::viewer {

/// That two states agree on every task and every resource, in whichever order they list them.
inline void expect_same(const probe::snapshot& one, const probe::snapshot& other) {
  const auto tasks = [](const probe::snapshot& of) {
    std::map<std::uint32_t, std::tuple<bool, int, std::uint32_t, int>> all;
    for (const auto& each : of.tasks) {
      all[each.slot] = {each.blocked, each.blocked ? each.reason : 0, each.resource, each.stage};
    }
    return all;
  };
  const auto resources = [](const probe::snapshot& of) {
    std::map<std::uint32_t,
             std::tuple<int, std::int64_t, std::int64_t, std::uint64_t, std::uint64_t, std::uint64_t>>
        all;
    for (const auto& each : of.resources)
      all[each.id] = {each.kind, each.holds, each.most, each.accepted, each.refused, each.failed};
    return all;
  };
  EXPECT_EQ(tasks(one), tasks(other));
  EXPECT_EQ(resources(one), resources(other));
}

}  // namespace millrace::viewer
