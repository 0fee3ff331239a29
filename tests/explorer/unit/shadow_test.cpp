#include "races/shadow.h"

#include <gtest/gtest.h>

#include "races/sites.h"
#include "run_doubles.h"

namespace millrace::explorer {
namespace {

constexpr std::uintptr_t here = 0x2000;
constexpr std::uintptr_t there = world_begin + 4096;

void read(std::uintptr_t address, std::size_t size = 4) {
  check_access({address, size, here, false, false});
}
void write(std::uintptr_t address, std::size_t size = 4) {
  check_access({address, size, here, true, false});
}
void change_atomically(std::uintptr_t address) {
  check_access({address, 4, here, true, true});
}
/// All that one did so far comes before what the other does.
void order(unsigned before, unsigned after) {
  const unsigned now = current->slot;
  go_on_as(before);
  vector_clock past;
  past.clear();
  release_to(past);
  go_on_as(after);
  acquire_from(past);
  go_on_as(now);
}

TEST(shadow, sees_two_writes_that_nothing_orders) {
  prepare_doubles(2);
  write(there);
  go_on_as(1);
  write(there);
  EXPECT_EQ(reports.races, 1);
}

TEST(shadow, says_nothing_of_what_is_ordered) {
  prepare_doubles(2);
  write(there);
  order(0, 1);
  go_on_as(1);
  read(there);
  write(there);
  order(1, 0);
  go_on_as(0);
  read(there);
  EXPECT_EQ(reports.races, 0);
}

TEST(shadow, tells_bytes_apart) {
  prepare_doubles(2);
  write(there, 1);
  write(there + 5, 2);
  go_on_as(1);
  write(there + 1, 3);
  EXPECT_EQ(reports.races, 0);
  write(there + 6, 2);
  EXPECT_EQ(reports.races, 1);
}

TEST(shadow, remembers_all_who_read) {
  for (const unsigned ordered : {1U, 2U}) {
    prepare_doubles(4);
    for (const unsigned reader : {1U, 2U, 3U}) {
      go_on_as(reader);
      read(there);
    }
    order(ordered, 3);
    go_on_as(3);
    write(there);
    EXPECT_EQ(reports.races, 1) << "with the one that is not ordered, not with its own";
  }
}

TEST(shadow, lets_atomics_meet_but_not_plain_accesses) {
  prepare_doubles(2);
  change_atomically(there);
  go_on_as(1);
  change_atomically(there);
  EXPECT_EQ(reports.races, 0);
  read(there);
  EXPECT_EQ(reports.races, 0);  // its own is newer
  go_on_as(0);
  write(there);
  EXPECT_GE(reports.races, 1);
}

TEST(shadow, stops_in_later_runs_where_it_raced_but_not_where_that_was_forgiven) {
  for (const bool forgiven : {true, false}) {
    prepare_doubles(2);
    reports.forgiven = forgiven;
    write(there);
    go_on_as(1);
    write(there);
    go_on_as(0);
    read(there);
    EXPECT_GE(reports.races, 1);
    EXPECT_EQ(sites.found(), forgiven ? 0 : 1);
  }
}

TEST(shadow, begins_anew_with_each_run) {
  prepare_doubles(2);
  write(there);
  prepare_doubles(2);
  go_on_as(1);
  write(there);
  EXPECT_EQ(reports.races, 0);
}

}  // namespace
}  // namespace millrace::explorer
