#include "model/objects.h"

#include "memory/lasting_list.h"

namespace millrace::explorer {
namespace {

constexpr std::size_t most_objects = std::size_t{1} << 18;
constexpr std::size_t places = most_objects * 2;

/// An entry holds for the run whose number it bears, so that forgetting all costs nothing.
struct entry {
  std::uintptr_t address;
  std::uint32_t run;
  std::uint32_t index;
};

struct object_table {
  entry* entries;
  lasting_list<sync_object, most_objects> objects;
  std::uint32_t run;
};
[[gnu::section("millrace_state")]] object_table table{};

entry& place_of(std::uintptr_t address) {
  std::size_t at = ((address >> 2) * 0x9e3779b97f4a7c15U) >> 45;
  static_assert(places == std::size_t{1} << (64 - 45));
  while (table.entries[at].run == table.run && table.entries[at].address != address) at = (at + 1) % places;
  return table.entries[at];
}

}  // namespace

void prepare_objects() {
  table.entries = static_cast<entry*>(reserve_pages(places * sizeof(entry)));
  table.objects.reserve();
  table.run = 1;
}

void forget_objects() {
  ++table.run;
  table.objects.clear();
}

sync_object& object_at(std::uintptr_t address) {
  entry& at = place_of(address);
  if (at.run == table.run) [[likely]]
    return table.objects[at.index];
  if (table.objects.full()) cannot_explore("more than 262,144 synchronisation objects in one run");
  const std::size_t index = table.objects.size();
  at = {address, table.run, static_cast<std::uint32_t>(index)};
  table.objects.resize(index + 1);
  sync_object& made = table.objects[index];
  made.address = address;
  made.owner = nullptr;
  made.depth = made.queued = made.arrived = 0;
  made.unheard_at = made.wanted_at = 0;
  made.readers = made.waiters = made.shared_waiters = {};
  made.clock.clear();
  made.shared_clock.clear();
  return made;
}

const sync_object* known_object(std::uintptr_t address) {
  const entry& at = place_of(address);
  return at.run == table.run ? &table.objects[at.index] : nullptr;
}

bool sync_object::queue_remove(unsigned slot) {
  for (std::uint32_t i = 0; i < queued; ++i) {
    if (queue[i] != slot) continue;
    queue_take(i);
    return true;
  }
  return false;
}

unsigned sync_object::queue_take(unsigned index) {
  const unsigned taken = queue[index];
  for (--queued; index < queued; ++index) queue[index] = queue[index + 1];
  return taken;
}

}  // namespace millrace::explorer
