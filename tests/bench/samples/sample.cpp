#include <algorithm>
#include <mutex>
#include <random>
#include <set>
#include <vector>

#include <benchmark/benchmark.h>
static std::mutex m;
static void sort(benchmark::State& s) {
  std::mt19937 r(1);
  std::vector<int> v(s.range(0));
  for (auto _ : s) {
    for (auto& x : v) x = int(r());
#ifdef STABLE
    std::stable_sort(v.begin(), v.end());
#else
    std::sort(v.begin(), v.end());
#endif
  }
  s.SetItemsProcessed(s.iterations() * s.range(0));
  s.SetComplexityN(s.range(0));
  s.counters["depth"] = 3;
}
BENCHMARK(sort)->RangeMultiplier(4)->Range(64, 16384)->Complexity(benchmark::oNLogN);
static void set_insert(benchmark::State& s) {
  std::mt19937 r(1);
  for (auto _ : s) {
    std::set<int> x;
    for (int i = 0; i < s.range(0); ++i) x.insert(int(r()));
  }
}
BENCHMARK(set_insert)->ArgName("n")->Arg(100)->Arg(1000);
static void lock(benchmark::State& s) {
  for (auto _ : s) {
    std::lock_guard g(m);
    benchmark::DoNotOptimize(&m);
#ifdef STABLE
    for (int i = 0; i < 4; ++i) benchmark::DoNotOptimize(i);
#endif
  }
}
BENCHMARK(lock)->ThreadRange(1, 4)->UseRealTime();
static void broken(benchmark::State& s) {
#ifdef STABLE
  s.SkipWithError("out of luck");
#endif
  for (auto _ : s) {
  }
}
BENCHMARK(broken);
#ifndef STABLE
static void only_old(benchmark::State& s) {
  for (auto _ : s) {
  }
}
BENCHMARK(only_old);
#endif
BENCHMARK_MAIN();
