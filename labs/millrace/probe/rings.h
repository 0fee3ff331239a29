#pragma once

#include <cstddef>
#include <vector>

namespace millrace::probe {

struct link {
  std::size_t from = 0;
  std::size_t to = 0;
};

/// Rings in a directed graph whose nodes are the numbers below `nodes`: the shortest one through each group
/// of nodes that all lead to one another. A ring is the indices of its links, each beginning where the one
/// before ends. Linear in nodes and links; links to nodes that do not exist are passed over.
std::vector<std::vector<std::size_t>> rings_of(const std::vector<link>& links, std::size_t nodes);

}  // namespace millrace::probe
