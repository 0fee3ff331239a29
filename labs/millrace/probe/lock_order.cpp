#include <algorithm>

#include <millrace/probe/call_path.h>
#include <millrace/probe/lock_order.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {
namespace {

std::size_t recorded(const held_locks& held) noexcept {
  return std::min<std::size_t>(held.depth.load(relaxed), most_held);
}

/// The pair's entry: found, or inserted; null when there is no room.
lock_pair_state* entry_of(segment& in, std::uint64_t key, bool& inserted) noexcept {
  for (std::size_t step = 0; step < most_lock_pairs; ++step) {
    auto& entry = in.lock_pairs[(key + step) % most_lock_pairs];
    auto known = entry.key.load(relaxed);
    if (known == 0 && entry.key.compare_exchange_strong(known, key, relaxed)) {
      inserted = true;
      return &entry;
    }
    if (known == key) return &entry;
  }
  return nullptr;
}

void note_pair(const held_lock& held, const void* taken, const void* code) noexcept {
  segment& here = *own_segment();
  const auto held_address = held.address.load(relaxed);
  bool inserted = false;
  auto* pair = entry_of(here, key_of(reinterpret_cast<const void*>(held_address), taken), inserted);
  if (!pair) {
    here.lost.fetch_add(1, relaxed);
    return;
  }
  pair->count.fetch_add(1, relaxed);
  if (!inserted) return;
  pair->held.store(held_address, relaxed);
  pair->taken.store(address_of(taken), relaxed);
  pair->held_code.store(held.code.load(relaxed), relaxed);
  pair->thread_id.store(own_task()->thread_id.load(relaxed), relaxed);
  store_path(pair->taken_at, calls_around(code));
  pair->complete.store(1, std::memory_order_release);
  here.lock_pairs_used.fetch_add(1, relaxed);
}

/// Whether a lock is among the first `count`.
bool among(const held_locks& held, std::size_t count, std::uint64_t lock) noexcept {
  const auto end = held.locks.begin() + static_cast<std::ptrdiff_t>(count);
  return std::any_of(held.locks.begin(), end,
                     [&](const held_lock& each) { return each.address.load(relaxed) == lock; });
}

/// A recursive lock may stand among the held ones more than once, and makes one pair.
void note_pairs(const held_locks& held, const void* taken, const void* code) noexcept {
  const auto count = recorded(held);
  if (among(held, count, address_of(taken))) return;
  for (std::size_t i = 0; i < count; ++i) {
    if (!among(held, i, held.locks[i].address.load(relaxed))) note_pair(held.locks[i], taken, code);
  }
}

}  // namespace

void took_another_lock(held_locks& held, const void* lock, const void* code, taken_by how) noexcept {
  if (how == taken_by::lock) note_pairs(held, lock, code);
  const auto depth = held.depth.load(relaxed);
  if (depth < most_held) {
    held.locks[depth].address.store(address_of(lock), relaxed);
    held.locks[depth].code.store(address_of(code), relaxed);
  }
  held.depth.store(depth + 1, std::memory_order_release);
}

void let_go_below_others(held_locks& held, const void* lock) noexcept {
  const auto depth = held.depth.load(relaxed);
  auto at = recorded(held);
  while (at > 0 && held.locks[at - 1].address.load(relaxed) != address_of(lock)) --at;
  if (at == 0 && depth <= most_held) return;  // taken before we watched
  for (; at > 0 && at < recorded(held); ++at) {
    held.locks[at - 1].address.store(held.locks[at].address.load(relaxed), relaxed);
    held.locks[at - 1].code.store(held.locks[at].code.load(relaxed), relaxed);
  }
  held.depth.store(depth - 1, relaxed);
}

}  // namespace millrace::probe
