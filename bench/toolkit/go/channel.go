package main

import (
	"fmt"
	"time"
)

// capacityAll has room for every value.
const capacityAll = -1

func handOver(items, pairs, capacity int) time.Duration {
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
			rows = append(rows, row{fmt.Sprintf("channel/%d:%d/capacity:%s/go", pairs, pairs, room),
				func(items int) time.Duration { return handOver(items, pairs, capacity) }})
		}
	}
	return rows
}
