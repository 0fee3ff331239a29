package main

import (
	"fmt"
	"runtime"
	"time"
)

// capacityAll has room for every value.
const capacityAll = -1

// onOwnThread keeps a goroutine on a thread of its own, as the C++ peers' tasks are: then a value crosses between threads, and
// who waits has to be woken by the system.
func onOwnThread(lane func()) func() {
	return func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		lane()
	}
}

func handOver(items, pairs, capacity int, threads bool) time.Duration {
	if capacity == capacityAll {
		capacity = items
	}
	values := make(chan int64, capacity)
	each := items / pairs
	var lanes []func()
	for i := 0; i < pairs; i++ {
		lanes = append(lanes, func() {
			for n := 0; n < each; n++ {
				values <- int64(n)
			}
		}, func() {
			for n := 0; n < each; n++ {
				<-values
			}
		})
	}
	if threads {
		for i := range lanes {
			lanes[i] = onOwnThread(lanes[i])
		}
	}
	return runTogether(lanes)
}

func channelRows() []row {
	var rows []row
	for _, pairs := range []int{1, 2, 4} {
		for _, capacity := range []int{0, 1, 128, 1024, capacityAll} {
			pairs, capacity := pairs, capacity
			room := fmt.Sprint(capacity)
			if capacity == capacityAll {
				room = "all"
			}
			name := fmt.Sprintf("channel/%d:%d/capacity:%s/go", pairs, pairs, room)
			rows = append(rows,
				row{name, func(items int) time.Duration { return handOver(items, pairs, capacity, false) }},
				row{name + "_threads", func(items int) time.Duration { return handOver(items, pairs, capacity, true) }})
		}
	}
	return rows
}
