-- What wrk measured, in the shape of Google Benchmark's JSON: real_time is the server's time a request (duration over
-- requests), the latencies are the client's. The row's name and the file come in the environment.
function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local file = assert(io.open(os.getenv("REPORT"), "w"))
  local name = os.getenv("ROW")
  file:write(string.format(
    '{"context": {"executable": "wrk"}, "benchmarks": [{"name": "%s", "run_name": "%s", "run_type": "iteration", ' ..
    '"repetitions": 1, "repetition_index": 0, "threads": 1, "iterations": %d, "real_time": %.1f, "cpu_time": 0, ' ..
    '"time_unit": "ns", "items_per_second": %.1f, "p50_us": %d, "p99_us": %d, "p999_us": %d, "failed": %d}]}\n',
    name, name, summary.requests, summary.duration * 1000 / summary.requests,
    summary.requests / summary.duration * 1e6, latency:percentile(50), latency:percentile(99),
    latency:percentile(99.9), failed))
  file:close()
end
