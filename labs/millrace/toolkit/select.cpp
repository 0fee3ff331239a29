#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/select.h>

namespace millrace {
namespace {

using clock = context::clock;

/// Every channel of the select, each locked once, in the order of addresses: two selects never wait for each
/// other's lock.
class lock_all {
 public:
  explicit lock_all(std::span<select_branch* const> branches) {
    for (select_branch* branch : branches) {
      if (branch->address()) locked_.push_back(branch);
    }
    std::ranges::sort(locked_, std::less<>(), &select_branch::address);
    const auto repeated = std::ranges::unique(locked_, std::equal_to<>(), &select_branch::address);
    locked_.erase(repeated.begin(), repeated.end());
    for (select_branch* branch : locked_) branch->lock();
  }
  ~lock_all() {
    for (select_branch* branch : locked_) branch->unlock();
  }
  lock_all(const lock_all&) = delete;
  lock_all& operator=(const lock_all&) = delete;

 private:
  std::vector<select_branch*> locked_;
};

std::vector<std::size_t> random_order(std::size_t count) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::shuffle(order, random);
  return order;
}

bool ready_now(select_branch& branch) {
  switch (branch.what()) {
    case select_branch::kind::channel:
      return branch.try_now();
    case select_branch::kind::timer:
      return clock::now() >= *branch.end();
    case select_branch::kind::context:
      return branch.ends_with()->done();
    case select_branch::kind::otherwise:
      break;
  }
  return false;
}

/// The first branch, in random order, that can go on at once.
std::optional<std::size_t> try_all(std::span<select_branch* const> branches) {
  for (const auto i : random_order(branches.size())) {
    if (ready_now(*branches[i])) return i;
  }
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (branches[i]->what() == select_branch::kind::otherwise) return i;
  }
  return std::nullopt;
}

/// The branch whose time is up first, timers and deadlines alike.
std::optional<std::size_t> earliest(std::span<select_branch* const> branches) {
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (branches[i]->end() && (!first || *branches[i]->end() < *branches[*first]->end())) first = i;
  }
  return first;
}

std::size_t wait_for_one(std::span<select_branch* const> branches, detail::parking& parked) {
  const auto first_end = earliest(branches);
  const blocked_scope blocked(wait_reason::select, 0, branches.front()->where());
  std::vector<registration> cancellations;
  for (std::size_t i = 0; i < branches.size(); ++i) {
    if (const context* ctx = branches[i]->ends_with()) {
      cancellations.push_back(
          ctx->on_cancel([&parked, i] { parked.claim_and_complete(static_cast<int>(i)); }));
    }
  }
  const int outcome = parked.wait(first_end ? branches[*first_end]->end() : std::nullopt);
  return outcome == detail::parking::timed_out ? *first_end : static_cast<std::size_t>(outcome);
}

}  // namespace

std::size_t select_among(std::span<select_branch* const> branches) {
  detail::parking parked;
  std::optional<std::size_t> chosen;
  {
    const lock_all lock(branches);
    chosen = try_all(branches);
    if (!chosen) {
      for (std::size_t i = 0; i < branches.size(); ++i) branches[i]->enlist(parked, static_cast<int>(i));
    }
  }
  for (select_branch* branch : branches) branch->wake();
  if (!chosen) {
    chosen = wait_for_one(branches, parked);
    const lock_all lock(branches);
    for (select_branch* branch : branches) branch->delist();
  }
  branches[*chosen]->run();
  return *chosen;
}

}  // namespace millrace
