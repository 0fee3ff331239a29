// racing WHERE: two threads write the same variable, and nothing orders them but, if it did, the probe.
// ThreadSanitizer must report that. WHERE: none, first, steady, exit, resources, watched (waits for a line on
// standard input first).
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>

#include <millrace/probe/publisher.h>
#include <millrace/toolkit/watched.h>

namespace {

using namespace std::chrono_literals;

int shared_number = 0;

void event() {
  auto* watcher = millrace::current_observer();
  if (!watcher) return;
  watcher->blocked(millrace::wait_reason::channel_send, 0, std::source_location::current());
  watcher->resumed();
}

void events(int count) {
  for (int i = 0; i < count; ++i) event();
}

}  // namespace

int main(int, char** words) {
  const std::string where = words[1];
  auto* published = millrace::probe::publisher::start("racing");
  if (where != "none") millrace::observe_with(published);
  millrace::probe::publisher::show_knob("speed", 1);
  if (where == "watched") {
    std::puts("ready");
    std::fflush(stdout);
    std::getchar();
  }
  millrace::watched resource({.kind = millrace::resource_kind::channel, .name = "between"});
  const auto before = [&] {
    if (where == "steady" || where == "watched") events(1000);
  };
  const auto after = [&] {
    if (where == "resources") {
      resource.holds(1);
      resource.passed(millrace::passage::accepted);
    } else if (where != "none") {
      event();
    }
  };
  std::thread first([&] {
    before();
    shared_number = 1;
    after();
  });
  if (where == "exit") first.detach();
  std::thread second;
  const auto write_later = [&] {
    std::this_thread::sleep_for(30ms);
    after();
    shared_number = 2;
  };
  if (where == "exit") {
    std::this_thread::sleep_for(30ms);  // the second takes the slot that the first has given back
    second = std::thread([&] {
      after();
      shared_number = 2;
    });
  } else {
    second = std::thread(write_later);
  }
  for (int i = 0; i < 60; ++i) {
    millrace::probe::publisher::take_wishes([](std::string_view, std::int64_t) {});
    std::this_thread::sleep_for(1ms);
  }
  if (first.joinable()) first.join();
  second.join();
  return shared_number == 0;
}
