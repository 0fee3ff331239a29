#include <algorithm>

#include <millrace/probe/rings.h>

namespace millrace::probe {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

/// Links by their origin: those of node i are at [first[i], first[i + 1]) of `order`.
struct graph {
  const std::vector<link>& links;
  std::vector<std::size_t> first;
  std::vector<std::size_t> order;

  graph(const std::vector<link>& all, std::size_t nodes) : links(all), first(nodes + 1, 0) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].from < nodes && all[i].to < nodes) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return links[i].from; });
    for (const auto i : order) ++first[links[i].from + 1];
    for (std::size_t node = 0; node < nodes; ++node) first[node + 1] += first[node];
  }
  std::size_t nodes() const { return first.size() - 1; }
  std::size_t target(std::size_t at) const { return links[order[at]].to; }
};

/// Tarjan's strongly connected components, without recursion: a chain of nodes may be long.
class components {
 public:
  explicit components(const graph& of) : graph_(of), order_(of.nodes(), none), low_(order_), of_(order_) {
    for (std::size_t node = 0; node < order_.size(); ++node) {
      if (order_[node] == none) visit(node);
    }
  }
  /// The component of each node, named by one of its nodes.
  const std::vector<std::size_t>& of_node() const { return of_; }

 private:
  struct step {
    std::size_t node;
    std::size_t next;
  };

  void open(std::size_t node) {
    order_[node] = low_[node] = count_++;
    open_.push_back(node);
    steps_.push_back({node, graph_.first[node]});
  }

  void visit(std::size_t root) {
    open(root);
    while (!steps_.empty()) {
      const auto node = steps_.back().node;
      if (steps_.back().next == graph_.first[node + 1]) {
        close(node);
        continue;
      }
      const auto to = graph_.target(steps_.back().next++);
      if (order_[to] == none) {
        open(to);
      } else if (of_[to] == none) {
        low_[node] = std::min(low_[node], order_[to]);
      }
    }
  }

  void close(std::size_t node) {
    steps_.pop_back();
    if (!steps_.empty()) {
      auto& before = low_[steps_.back().node];
      before = std::min(before, low_[node]);
    }
    if (low_[node] != order_[node]) return;
    std::size_t member = none;
    do {
      member = open_.back();
      open_.pop_back();
      of_[member] = node;
    } while (member != node);
  }

  const graph& graph_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> of_;
  std::vector<std::size_t> open_;
  std::vector<step> steps_;
  std::size_t count_ = 0;
};

std::vector<std::size_t> retraced(const graph& in, const std::vector<std::size_t>& came_by,
                                  std::size_t start) {
  std::vector<std::size_t> way;
  auto node = start;
  do {
    way.push_back(in.order[came_by[node]]);
    node = in.links[way.back()].from;
  } while (node != start);
  std::ranges::reverse(way);
  return way;
}

/// The shortest way from a node back to itself; empty if there is none. `came_by` is shared between calls for
/// different components, which have no node in common.
std::vector<std::size_t> way_back(const graph& in, const std::vector<std::size_t>& component,
                                  std::size_t start, std::vector<std::size_t>& came_by) {
  std::vector<std::size_t> queue{start};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    for (auto next = in.first[queue[at]]; next < in.first[queue[at] + 1]; ++next) {
      const auto to = in.target(next);
      if (component[to] != component[start] || came_by[to] != none) continue;
      came_by[to] = next;
      if (to == start) return retraced(in, came_by, start);
      queue.push_back(to);
    }
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::size_t>> rings_of(const std::vector<link>& links, std::size_t nodes) {
  const graph all(links, nodes);
  const components groups(all);
  const auto& component = groups.of_node();
  std::vector<std::size_t> came_by(nodes, none);
  std::vector<std::vector<std::size_t>> found;
  for (std::size_t node = 0; node < nodes; ++node) {
    if (component[node] != node) continue;
    auto ring = way_back(all, component, node, came_by);
    if (!ring.empty()) found.push_back(std::move(ring));
  }
  return found;
}

}  // namespace millrace::probe
