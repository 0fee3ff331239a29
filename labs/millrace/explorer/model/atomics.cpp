#include "model/atomics.h"

#include "model/objects.h"

namespace millrace::explorer {
namespace {

[[gnu::section("millrace_state")]] vector_clock library_past{};

/// A relaxed load tells nothing until an acquire fence follows.
void take_past(const vector_clock& of, int order) {
  if (acquires(order)) {
    acquire_from(of);
    acquire_from(library_past);
  } else {
    current->acquired_relaxed.join(of);
  }
}

/// What a store with that order publishes: all of our past, or what was before the last release fence.
const vector_clock* published(int order) {
  if (releases(order)) return &current->clock;
  return current->has_release_fence ? &current->release_fence : nullptr;
}

}  // namespace

void synchronise_load(std::uintptr_t address, int order) {
  const sync_object* atomic = known_object(address);
  take_past(atomic != nullptr ? atomic->clock : library_past, order);
}

void release_to_library() {
  release_to(library_past);
}
void forget_library() {
  library_past.clear();
}

void synchronise_store(std::uintptr_t address, int order) {
  sync_object& atomic = object_at(address);
  if (const vector_clock* past = published(order))
    atomic.clock.assign(*past);
  else
    atomic.clock.clear();  // a plain relaxed store ends the release sequence
  if (releases(order)) advance_clock();
}

void synchronise_update(std::uintptr_t address, int order) {
  sync_object& atomic = object_at(address);
  take_past(atomic.clock, order);
  if (const vector_clock* past = published(order)) atomic.clock.join(*past);
  if (releases(order)) advance_clock();
}

void synchronise_fence(int order) {
  task& me = *current;
  if (acquires(order)) me.clock.join(me.acquired_relaxed);
  if (!releases(order)) return;
  me.release_fence.assign(me.clock);
  me.has_release_fence = true;
  advance_clock();
}

}  // namespace millrace::explorer
