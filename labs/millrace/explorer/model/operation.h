#pragma once

#include <cstdint>

namespace millrace::explorer {

/// What a task does at a scheduling point.
enum class operation : std::uint8_t {
  start,
  finish,
  create,
  join,
  lock,
  try_lock,
  unlock,
  lock_shared,
  wait,  ///< at a condition variable
  wake,  ///< woken there, before it takes the mutex again
  notify_one,
  notify_all,
  semaphore_wait,
  semaphore_post,
  barrier_wait,
  once,
  sleep,
  yield,
  clock,
  futex_wait,
  futex_wake,
  load,
  store,
  read_modify_write,
  fence,
  read,  ///< a plain access that was found to race
  write,
  choice,  ///< a value that the search chose
};

const char* name_of(operation which);

/// How what a task did came out, where it may come out otherwise.
enum class outcome : std::uint8_t {
  done,
  refused,    ///< what it tried was not to be had
  timed_out,  ///< its time was over
  early,      ///< likewise, while others could still go on
  unasked,    ///< nobody woke it, or made its exchange fail
};

const char* name_of(outcome which);

/// Two operations of the same kind on one object commute when neither changes it.
constexpr bool only_reads(operation which) {
  return which == operation::load || which == operation::read || which == operation::clock;
}

}  // namespace millrace::explorer
