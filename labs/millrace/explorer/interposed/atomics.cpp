// What the compiler calls for each atomic operation (-fsanitize=thread), in all widths. Each is a scheduling
// point; its value is what all tasks agree on.
#include "model/atomics.h"

#include "interposed/interpose.h"
#include "races/shadow.h"
#include "run/call_path.h"
#include "run/story.h"

namespace millrace::explorer {
namespace {

__extension__ typedef unsigned __int128 uint128;

/// Others may come between; then the access is checked against plain ones.
template <class Value>
void begin(operation what, const volatile Value* at, std::uintptr_t site) {
  turns.take_turn(what, address_of(at), site);
  check_access({address_of(at), sizeof(Value), site, what != operation::load, true});
}

template <class Value>
std::uint64_t short_value(Value value) {
  return static_cast<std::uint64_t>(value);
}

/// An update that changes nothing is a reading: how a loop waits for a lock.
template <class Value>
void note(const volatile Value* at, Value before, Value after, std::uintptr_t site) {
  if (story_of_run.told) story_of_run.tell_value(short_value(before), short_value(after));
  if (before != after)
    turns.note_change();
  else
    turns.note_reading(call_path() ^ site, address_of(at), short_value(before));
}

template <class Value>
Value load(const volatile Value* at, int order, std::uintptr_t site) {
  if (!in_run()) return *at;
  begin(operation::load, at, site);
  const Value value = *at;
  synchronise_load(address_of(at), order);
  note(at, value, value, site);
  return value;
}

template <class Value>
void store(volatile Value* at, Value value, int order, std::uintptr_t site) {
  if (in_run()) begin(operation::store, at, site);
  const Value before = *at;
  *at = value;
  if (!in_run()) return;
  synchronise_store(address_of(at), order);
  if (story_of_run.told) story_of_run.tell_value(short_value(before), short_value(value));
  turns.note_change();
}

template <class Value, class Change>
Value update(volatile Value* at, int order, std::uintptr_t site, Change change) {
  if (in_run()) begin(operation::read_modify_write, at, site);
  const Value before = *at;
  *at = change(before);
  if (!in_run()) return before;
  synchronise_update(address_of(at), order);
  note(at, before, *at, site);
  return before;
}

template <class Value>
bool compare_exchange(volatile Value* at, Value* expected, Value desired, int success, int failure, bool weak,
                      std::uintptr_t site) {
  if (in_run()) begin(operation::read_modify_write, at, site);
  const Value before = *at;
  bool equal = before == *expected;
  const bool fails_unasked = equal && weak && in_run() && turns.unlikely_event(operation::read_modify_write);
  if (fails_unasked) equal = false;
  if (equal) *at = desired;
  if (in_run()) {
    equal ? synchronise_update(address_of(at), success) : synchronise_load(address_of(at), failure);
    note(at, before, *at, site);
    if (fails_unasked && story_of_run.told) story_of_run.tell_outcome(outcome::unasked);
  }
  if (!equal) *expected = before;
  return equal;
}

}  // namespace
}  // namespace millrace::explorer

using namespace millrace::explorer;

extern "C" {

std::uint8_t __tsan_atomic8_load(const volatile std::uint8_t* at, int order) {
  return load(at, order, caller());
}
void __tsan_atomic8_store(volatile std::uint8_t* at, std::uint8_t value, int order) {
  store(at, value, order, caller());
}
std::uint8_t __tsan_atomic8_exchange(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(), [=](std::uint8_t) { return static_cast<std::uint8_t>(value); });
}
std::uint8_t __tsan_atomic8_fetch_add(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint8_t old) { return static_cast<std::uint8_t>(old + value); });
}
std::uint8_t __tsan_atomic8_fetch_sub(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint8_t old) { return static_cast<std::uint8_t>(old - value); });
}
std::uint8_t __tsan_atomic8_fetch_and(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint8_t old) { return static_cast<std::uint8_t>(old & value); });
}
std::uint8_t __tsan_atomic8_fetch_or(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint8_t old) { return static_cast<std::uint8_t>(old | value); });
}
std::uint8_t __tsan_atomic8_fetch_xor(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint8_t old) { return static_cast<std::uint8_t>(old ^ value); });
}
std::uint8_t __tsan_atomic8_fetch_nand(volatile std::uint8_t* at, std::uint8_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint8_t old) { return static_cast<std::uint8_t>(~(old & value)); });
}
int __tsan_atomic8_compare_exchange_strong(volatile std::uint8_t* at, std::uint8_t* expected,
                                           std::uint8_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, false, caller()) ? 1 : 0;
}
int __tsan_atomic8_compare_exchange_weak(volatile std::uint8_t* at, std::uint8_t* expected,
                                         std::uint8_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, true, caller()) ? 1 : 0;
}
std::uint8_t __tsan_atomic8_compare_exchange_val(volatile std::uint8_t* at, std::uint8_t expected,
                                                 std::uint8_t desired, int success, int failure) {
  compare_exchange(at, &expected, desired, success, failure, false, caller());
  return expected;
}

std::uint16_t __tsan_atomic16_load(const volatile std::uint16_t* at, int order) {
  return load(at, order, caller());
}
void __tsan_atomic16_store(volatile std::uint16_t* at, std::uint16_t value, int order) {
  store(at, value, order, caller());
}
std::uint16_t __tsan_atomic16_exchange(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(), [=](std::uint16_t) { return static_cast<std::uint16_t>(value); });
}
std::uint16_t __tsan_atomic16_fetch_add(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint16_t old) { return static_cast<std::uint16_t>(old + value); });
}
std::uint16_t __tsan_atomic16_fetch_sub(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint16_t old) { return static_cast<std::uint16_t>(old - value); });
}
std::uint16_t __tsan_atomic16_fetch_and(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint16_t old) { return static_cast<std::uint16_t>(old & value); });
}
std::uint16_t __tsan_atomic16_fetch_or(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint16_t old) { return static_cast<std::uint16_t>(old | value); });
}
std::uint16_t __tsan_atomic16_fetch_xor(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint16_t old) { return static_cast<std::uint16_t>(old ^ value); });
}
std::uint16_t __tsan_atomic16_fetch_nand(volatile std::uint16_t* at, std::uint16_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint16_t old) { return static_cast<std::uint16_t>(~(old & value)); });
}
int __tsan_atomic16_compare_exchange_strong(volatile std::uint16_t* at, std::uint16_t* expected,
                                            std::uint16_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, false, caller()) ? 1 : 0;
}
int __tsan_atomic16_compare_exchange_weak(volatile std::uint16_t* at, std::uint16_t* expected,
                                          std::uint16_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, true, caller()) ? 1 : 0;
}
std::uint16_t __tsan_atomic16_compare_exchange_val(volatile std::uint16_t* at, std::uint16_t expected,
                                                   std::uint16_t desired, int success, int failure) {
  compare_exchange(at, &expected, desired, success, failure, false, caller());
  return expected;
}

std::uint32_t __tsan_atomic32_load(const volatile std::uint32_t* at, int order) {
  return load(at, order, caller());
}
void __tsan_atomic32_store(volatile std::uint32_t* at, std::uint32_t value, int order) {
  store(at, value, order, caller());
}
std::uint32_t __tsan_atomic32_exchange(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(), [=](std::uint32_t) { return static_cast<std::uint32_t>(value); });
}
std::uint32_t __tsan_atomic32_fetch_add(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint32_t old) { return static_cast<std::uint32_t>(old + value); });
}
std::uint32_t __tsan_atomic32_fetch_sub(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint32_t old) { return static_cast<std::uint32_t>(old - value); });
}
std::uint32_t __tsan_atomic32_fetch_and(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint32_t old) { return static_cast<std::uint32_t>(old & value); });
}
std::uint32_t __tsan_atomic32_fetch_or(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint32_t old) { return static_cast<std::uint32_t>(old | value); });
}
std::uint32_t __tsan_atomic32_fetch_xor(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint32_t old) { return static_cast<std::uint32_t>(old ^ value); });
}
std::uint32_t __tsan_atomic32_fetch_nand(volatile std::uint32_t* at, std::uint32_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint32_t old) { return static_cast<std::uint32_t>(~(old & value)); });
}
int __tsan_atomic32_compare_exchange_strong(volatile std::uint32_t* at, std::uint32_t* expected,
                                            std::uint32_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, false, caller()) ? 1 : 0;
}
int __tsan_atomic32_compare_exchange_weak(volatile std::uint32_t* at, std::uint32_t* expected,
                                          std::uint32_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, true, caller()) ? 1 : 0;
}
std::uint32_t __tsan_atomic32_compare_exchange_val(volatile std::uint32_t* at, std::uint32_t expected,
                                                   std::uint32_t desired, int success, int failure) {
  compare_exchange(at, &expected, desired, success, failure, false, caller());
  return expected;
}

std::uint64_t __tsan_atomic64_load(const volatile std::uint64_t* at, int order) {
  return load(at, order, caller());
}
void __tsan_atomic64_store(volatile std::uint64_t* at, std::uint64_t value, int order) {
  store(at, value, order, caller());
}
std::uint64_t __tsan_atomic64_exchange(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(), [=](std::uint64_t) { return static_cast<std::uint64_t>(value); });
}
std::uint64_t __tsan_atomic64_fetch_add(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint64_t old) { return static_cast<std::uint64_t>(old + value); });
}
std::uint64_t __tsan_atomic64_fetch_sub(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint64_t old) { return static_cast<std::uint64_t>(old - value); });
}
std::uint64_t __tsan_atomic64_fetch_and(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint64_t old) { return static_cast<std::uint64_t>(old & value); });
}
std::uint64_t __tsan_atomic64_fetch_or(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint64_t old) { return static_cast<std::uint64_t>(old | value); });
}
std::uint64_t __tsan_atomic64_fetch_xor(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint64_t old) { return static_cast<std::uint64_t>(old ^ value); });
}
std::uint64_t __tsan_atomic64_fetch_nand(volatile std::uint64_t* at, std::uint64_t value, int order) {
  return update(at, order, caller(),
                [=](std::uint64_t old) { return static_cast<std::uint64_t>(~(old & value)); });
}
int __tsan_atomic64_compare_exchange_strong(volatile std::uint64_t* at, std::uint64_t* expected,
                                            std::uint64_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, false, caller()) ? 1 : 0;
}
int __tsan_atomic64_compare_exchange_weak(volatile std::uint64_t* at, std::uint64_t* expected,
                                          std::uint64_t desired, int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, true, caller()) ? 1 : 0;
}
std::uint64_t __tsan_atomic64_compare_exchange_val(volatile std::uint64_t* at, std::uint64_t expected,
                                                   std::uint64_t desired, int success, int failure) {
  compare_exchange(at, &expected, desired, success, failure, false, caller());
  return expected;
}

uint128 __tsan_atomic128_load(const volatile uint128* at, int order) {
  return load(at, order, caller());
}
void __tsan_atomic128_store(volatile uint128* at, uint128 value, int order) {
  store(at, value, order, caller());
}
uint128 __tsan_atomic128_exchange(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128) { return static_cast<uint128>(value); });
}
uint128 __tsan_atomic128_fetch_add(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128 old) { return static_cast<uint128>(old + value); });
}
uint128 __tsan_atomic128_fetch_sub(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128 old) { return static_cast<uint128>(old - value); });
}
uint128 __tsan_atomic128_fetch_and(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128 old) { return static_cast<uint128>(old & value); });
}
uint128 __tsan_atomic128_fetch_or(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128 old) { return static_cast<uint128>(old | value); });
}
uint128 __tsan_atomic128_fetch_xor(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128 old) { return static_cast<uint128>(old ^ value); });
}
uint128 __tsan_atomic128_fetch_nand(volatile uint128* at, uint128 value, int order) {
  return update(at, order, caller(), [=](uint128 old) { return static_cast<uint128>(~(old & value)); });
}
int __tsan_atomic128_compare_exchange_strong(volatile uint128* at, uint128* expected, uint128 desired,
                                             int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, false, caller()) ? 1 : 0;
}
int __tsan_atomic128_compare_exchange_weak(volatile uint128* at, uint128* expected, uint128 desired,
                                           int success, int failure) {
  return compare_exchange(at, expected, desired, success, failure, true, caller()) ? 1 : 0;
}
uint128 __tsan_atomic128_compare_exchange_val(volatile uint128* at, uint128 expected, uint128 desired,
                                              int success, int failure) {
  compare_exchange(at, &expected, desired, success, failure, false, caller());
  return expected;
}

void __tsan_atomic_thread_fence(int order) {
  if (!in_run()) return;
  turns.take_turn(operation::fence, 0, caller());
  synchronise_fence(order);
}
void __tsan_atomic_signal_fence(int) {}

}  // extern "C"
