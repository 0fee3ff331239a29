package main

import (
	"context"
	"time"
)

const children = 100

func tree() (cancel context.CancelFunc, cancelAll []context.CancelFunc) {
	parent, cancel := context.WithCancel(context.Background())
	for i := 0; i < children; i++ {
		_, each := context.WithCancel(parent)
		cancelAll = append(cancelAll, each)
	}
	return cancel, cancelAll
}

func contextRows() []row {
	return []row{
		{"context/derive:100/go", func(items int) time.Duration {
			began := time.Now()
			for n := 0; n < items; n++ {
				cancel, all := tree()
				for _, each := range all {
					each()
				}
				cancel()
			}
			return time.Since(began)
		}},
		{"context/cancel:100/go", func(items int) time.Duration {
			var canceling time.Duration
			for n := 0; n < items; n++ {
				cancel, _ := tree()
				began := time.Now()
				cancel()
				canceling += time.Since(began)
			}
			return canceling
		}},
	}
}
