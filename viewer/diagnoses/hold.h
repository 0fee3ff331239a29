#pragma once

#include <utility>

#include "diagnoses/lifetime.h"
#include "model/metrics.h"

namespace millrace::viewer {

/// One time that a task holds a lock: the task, and since when it has the request in hand for which it does.
/// A handler gives back what it took, so the same task at another request holds the lock anew.
using hold = std::pair<lifetime, double>;

inline hold hold_of(const probe::task_view& holder, const metrics& measured) {
  const auto request = measured.handling().find(holder.slot);
  return {life_of(holder), request == measured.handling().end() ? 0 : request->second};
}

}  // namespace millrace::viewer
