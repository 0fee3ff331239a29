#pragma once

#include <source_location>
#include <string>
#include <thread>
#include <utility>

#include <millrace/toolkit/observer.h>

namespace millrace {

/// Starts `body` on a thread of its own that the caller joins. The task has a name and a spawn site in every
/// census. An exception that leaves `body` ends the process, as a panic does in Go.
template <class Body>
std::thread start_task(std::string name, Body body, task_owner owner = task_owner::program,
                       std::source_location spawned_at = std::source_location::current()) {
  return std::thread([name = std::move(name), body = std::move(body), owner, spawned_at]() mutable {
    if (auto* watcher = current_observer()) watcher->task_started(name.c_str(), owner, spawned_at);
    body();
  });
}

/// Starts `body` and lets it go: Go's `go f()`. Nobody can join it, so it must own what it touches and must
/// know by itself when to end.
///
///     channel<std::string> answer(1);
///     spawn("fetch profile", [answer, id] { answer.send(fetch(id)); });
template <class Body>
void spawn(std::string name, Body body, std::source_location spawned_at = std::source_location::current()) {
  start_task(std::move(name), std::move(body), task_owner::program, spawned_at).detach();
}

}  // namespace millrace
