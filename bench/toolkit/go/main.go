// Go's primitives, measured as toolkit_peers measures ours and the other C++ peers, with the rows named alike and written in
// the shape of Google Benchmark's JSON.
//
//	toolkit_peers_go --benchmark_filter=REGEX --benchmark_out=FILE
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"syscall"
	"time"
)

// body does that many pieces of the row's work and says how long that took, without what prepares it.
type body func(items int) time.Duration

type row struct {
	name string
	run  body
}

// result is one row as Google Benchmark writes it.
type result struct {
	Name            string  `json:"name"`
	RunName         string  `json:"run_name"`
	RunType         string  `json:"run_type"`
	Repetitions     int     `json:"repetitions"`
	RepetitionIndex int     `json:"repetition_index"`
	Threads         int     `json:"threads"`
	Iterations      int     `json:"iterations"`
	RealTime        float64 `json:"real_time"`
	CPUTime         float64 `json:"cpu_time"`
	TimeUnit        string  `json:"time_unit"`
	ItemsPerSecond  float64 `json:"items_per_second"`
}

const measuredTime = 150 * time.Millisecond

// processCPU is the CPU time of all threads so far.
func processCPU() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// itemsThatFill counts by what was measured last, as toolkit_peers does.
func itemsThatFill(wanted time.Duration, run body) int {
	items := 64
	took := run(items)
	for took < wanted/2 {
		missing := float64(wanted) / float64(took)
		if missing > 8 {
			missing = 8
		}
		items = int(float64(items)*missing) + 1
		took = run(items)
	}
	return items
}

func measure(r row) result {
	items := itemsThatFill(measuredTime, r.run)
	runtime.GC()
	cpu := processCPU()
	took := r.run(items)
	cpu = processCPU() - cpu
	return result{
		Name: r.name, RunName: r.name, RunType: "iteration", Repetitions: 1, Threads: 1, Iterations: items,
		RealTime: float64(took.Nanoseconds()) / float64(items), CPUTime: float64(cpu.Nanoseconds()) / float64(items),
		TimeUnit: "ns", ItemsPerSecond: float64(items) / took.Seconds(),
	}
}

func main() {
	filter := flag.String("benchmark_filter", ".", "rows whose names match")
	out := flag.String("benchmark_out", "", "file for the JSON")
	flag.Parse()
	wanted, err := regexp.Compile(*filter)
	if err != nil {
		fmt.Fprintln(os.Stderr, "toolkit_peers_go:", err)
		os.Exit(2)
	}
	results := []result{}
	for _, rows := range [][]row{channelRows(), poolRows(), groupRows(), limiterRows(), contextRows()} {
		for _, r := range rows {
			if !wanted.MatchString(r.name) {
				continue
			}
			measured := measure(r)
			fmt.Printf("%-60s %12.1f ns %12.1f ns CPU\n", measured.Name, measured.RealTime, measured.CPUTime)
			results = append(results, measured)
		}
	}
	if *out == "" {
		return
	}
	text, err := json.MarshalIndent(map[string]any{
		"context": map[string]any{
			"date": time.Now().Format(time.RFC3339), "executable": os.Args[0], "num_cpus": runtime.NumCPU(),
			"library_build_type": "release", "go_version": runtime.Version(),
		},
		"benchmarks": results,
	}, "", "  ")
	if err == nil {
		err = os.WriteFile(*out, append(text, '\n'), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "toolkit_peers_go:", err)
		os.Exit(2)
	}
}
