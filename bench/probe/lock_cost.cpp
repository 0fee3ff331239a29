// What it costs to see locks: this program's pthread_mutex_lock is the probe's, the C library's own is beside
// it.
#include <array>
#include <dlfcn.h>
#include <pthread.h>

#include <benchmark/benchmark.h>

#include <millrace/probe/call_path.h>
#include <millrace/probe/publisher.h>

namespace {

using lock_call = int (*)(pthread_mutex_t*);

struct lock_calls {
  lock_call lock;
  lock_call unlock;
};

lock_calls interposed() {
  return {pthread_mutex_lock, pthread_mutex_unlock};
}

lock_calls of_the_c_library() {
  void* library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  return {reinterpret_cast<lock_call>(dlsym(library, "pthread_mutex_lock")),
          reinterpret_cast<lock_call>(dlsym(library, "pthread_mutex_unlock"))};
}

/// `depth` locks, taken one in the other.
void lock_and_unlock(benchmark::State& state, const lock_calls& calls, std::size_t depth) {
  std::array<pthread_mutex_t, 4> locks{};
  for (auto _ : state) {
    for (std::size_t i = 0; i < depth; ++i) calls.lock(&locks[i]);
    for (std::size_t i = depth; i > 0; --i) calls.unlock(&locks[i - 1]);
  }
}

void c_library(benchmark::State& state) {
  lock_and_unlock(state, of_the_c_library(), static_cast<std::size_t>(state.range(0)));
}
BENCHMARK(c_library)->Arg(1)->Arg(2);

/// Runs first, for what is published once stays so.
void interposed_without_a_publisher(benchmark::State& state) {
  lock_and_unlock(state, interposed(), static_cast<std::size_t>(state.range(0)));
}
BENCHMARK(interposed_without_a_publisher)->Arg(1)->Arg(2);

void interposed_and_published(benchmark::State& state) {
  millrace::probe::publisher::start("lock_cost");
  lock_and_unlock(state, interposed(), static_cast<std::size_t>(state.range(0)));
}
BENCHMARK(interposed_and_published)->Arg(1)->Arg(2);

/// What only a thread pays that has to wait: finding out where it is.
void calls_around(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(millrace::probe::calls_around(__builtin_return_address(0)));
}
BENCHMARK(calls_around);

}  // namespace
