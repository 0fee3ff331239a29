#pragma once

#include <cstdint>

namespace millrace::explorer {

/// How a run ended, or what was found in it.
enum class ending : std::uint8_t {
  finished,
  cut,        ///< more steps than a run may have
  redundant,  ///< it goes on like another that has been looked at
  discarded,  ///< the program itself said that this one does not count
  race,
  assertion,
  aborted,
  exception,
  crash,
  deadlock,
  lost_wakeup,
  leak,
  livelock,
  starvation,  ///< a task waits for ever for what others take in turns
  hang,        ///< a loop without any scheduling point
  misuse,
  use_after_free,
  gone_stack,  ///< a local variable of a function or thread that has ended
  exit_status,
};
const char* name_of(ending which);
constexpr bool is_failure(ending which) {
  return which > ending::discarded;
}

struct finding {
  ending kind;
  std::uint64_t signature;    ///< the same for the same failure, whatever the schedule
  std::uintptr_t site;        ///< where the task was that failed
  std::uint32_t task;         ///< its number
  std::uintptr_t other_site;  ///< of a race: the earlier access
  std::uint32_t other_task;
  std::uintptr_t object;  ///< what it is about: address raced for, block freed, mutex misused
  bool writes;            ///< of a race: the later access, and the earlier
  bool other_writes;
  char message[512];
};

/// A finding with its words; `detail` is put behind `what`.
finding make_finding(ending kind, std::uintptr_t site, const char* what, const char* detail = "");
/// Mixes more into a signature.
inline std::uint64_t mixed(std::uint64_t signature, std::uint64_t more) {
  // splitmix64 (Steele, Lea, Flood 2014)
  std::uint64_t mix = (signature ^ more) + 0x9e3779b97f4a7c15U;
  mix = (mix ^ mix >> 30) * 0xbf58476d1ce4e5b9U;
  mix = (mix ^ mix >> 27) * 0x94d049bb133111ebU;
  return mix ^ mix >> 31;
}

/// Ends the run of which the calling task is a part. Does not return.
[[noreturn]] void end_run(const finding& how);
[[noreturn]] void end_run(ending how);

}  // namespace millrace::explorer
