package main

import (
	"sync"
	"time"
)

// runTogether runs each lane as a goroutine and says how long it took from their start until the last was done.
func runTogether(lanes []func()) time.Duration {
	var over sync.WaitGroup
	start := make(chan struct{})
	over.Add(len(lanes))
	for _, lane := range lanes {
		lane := lane
		go func() {
			defer over.Done()
			<-start
			lane()
		}()
	}
	began := time.Now()
	close(start)
	over.Wait()
	return time.Since(began)
}

func workFor(d time.Duration) {
	if d == 0 {
		return
	}
	for began := time.Now(); time.Since(began) < d; {
	}
}
