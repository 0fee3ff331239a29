// What an event costs: when nobody asked for events, and when a reader did.
#include <optional>
#include <unistd.h>

#include <benchmark/benchmark.h>

#include <millrace/probe/publisher.h>
#include <millrace/probe/reader.h>
#include <millrace/probe/thread_slot.h>

namespace millrace::probe {
namespace {

publisher& published() {
  static publisher& started = *publisher::start("event_cost");
  return started;
}

/// Somebody wants events for as long as this lives.
class asking {
 public:
  explicit asking(bool asks) {
    (void)published();
    if (!asks) return;
    reader_.emplace(getpid());
    std::uint64_t missed = 0;
    (void)reader_->events(missed);
  }

 private:
  std::optional<reader> reader_;
};

void event(benchmark::State& state, bool asks) {
  const asking somebody(asks);
  std::uint32_t number = 0;
  for (auto _ : state) emit(event_kind::resource_passed, 0, ++number, 1);
}
BENCHMARK_CAPTURE(event, nobody_asked, false);
BENCHMARK_CAPTURE(event, traced, true);

/// State and event: what a channel says of each value.
void resource_holds(benchmark::State& state, bool asks) {
  const asking somebody(asks);
  const auto id = published().resource_opened({});
  std::int64_t holds = 0;
  for (auto _ : state) published().resource_holds(id, ++holds & 7);
  published().resource_closed(id);
}
BENCHMARK_CAPTURE(resource_holds, nobody_asked, false);
BENCHMARK_CAPTURE(resource_holds, traced, true);

/// A wait, said and unsaid.
void blocked_and_resumed(benchmark::State& state, bool asks) {
  const asking somebody(asks);
  for (auto _ : state) {
    published().blocked(wait_reason::channel_send, 0, std::source_location::current());
    published().resumed();
  }
}
BENCHMARK_CAPTURE(blocked_and_resumed, nobody_asked, false);
BENCHMARK_CAPTURE(blocked_and_resumed, traced, true);

/// The floor of what is traced.
void clock_alone(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(ticks());
}
BENCHMARK(clock_alone);

}  // namespace
}  // namespace millrace::probe
