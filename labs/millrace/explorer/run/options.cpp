#include "run/options.h"

#include "memory/system.h"

namespace millrace::explorer {
namespace {

/// Reads "NAME=" if that is what stands there.
bool take_name(const char*& at, const char* name) {
  const char* here = at;
  for (; *name != 0; ++name, ++here) {
    if (*here != *name) return false;
  }
  if (*here != '=') return false;
  at = here + 1;
  return true;
}

std::uint64_t take_number(const char*& at) {
  if (*at < '0' || *at > '9') cannot_explore("options of the exploration: a number is missing before: ", at);
  std::uint64_t number = 0;
  for (; *at >= '0' && *at <= '9'; ++at) number = number * 10 + static_cast<std::uint64_t>(*at - '0');
  return number;
}

void take_text(const char*& at, char* into, std::size_t most) {
  std::size_t length = 0;
  for (; *at != 0 && *at != ' '; ++at) {
    if (length + 1 < most) into[length++] = *at;
  }
  into[length] = 0;
}

search_kind take_search(const char*& at) {
  char name[32];
  take_text(at, name, sizeof name);
  switch (name[0]) {
    case 'r':
      return search_kind::random;
    case 'd':
      return search_kind::dfs;
    case 'p':
      return name[1] == 'c' ? search_kind::pct : name[2] == 's' ? search_kind::pos : search_kind::portfolio;
    default:
      cannot_explore("options of the exploration: no such search: ", name);
  }
}

void take_steps(const char*& at, options& into) {
  into.limits.steps = static_cast<std::uint32_t>(take_number(at));
  into.steps_are_given = true;
}

void take_option(const char*& at, options& into) {
  if (take_name(at, "schedules"))
    into.schedules = take_number(at);
  else if (take_name(at, "budget_ms"))
    into.budget_ms = take_number(at);
  else if (take_name(at, "seed"))
    into.seed = take_number(at);
  else if (take_name(at, "search"))
    into.search = take_search(at);
  else if (take_name(at, "keep_going"))
    into.keep_going = take_number(at) != 0;
  else if (take_name(at, "shrink"))
    into.shrink = take_number(at) != 0;
  else if (take_name(at, "preemptions"))
    into.preemptions = take_number(at);
  else if (take_name(at, "result"))
    take_text(at, into.result, sizeof into.result);
  else if (take_name(at, "replay"))
    take_text(at, into.replay, sizeof into.replay);
  else if (take_name(at, "steps"))
    take_steps(at, into);
  else if (take_name(at, "delay_ms"))
    into.limits.delay = take_number(at) * 1'000'000;
  else if (take_name(at, "spurious"))
    into.limits.spurious = take_number(at) != 0;
  else if (take_name(at, "tasks_end"))
    into.limits.tasks_end = take_number(at) != 0;
  else
    cannot_explore("options of the exploration: not understood: ", at);
}

}  // namespace

options options_from(const char* text) {
  options made;
  const char* at = text;
  if (at == nullptr) return made;
  while (*at != 0) {
    if (*at == ' ') {
      ++at;
      continue;
    }
    take_option(at, made);
  }
  return made;
}

}  // namespace millrace::explorer
