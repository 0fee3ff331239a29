package main

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// askingRows: each of 1 to 8 goroutines asks as often.
func askingRows(line string, makeLane func(lane int) func(asks int)) []row {
	var rows []row
	for _, goroutines := range []int{1, 2, 4, 8} {
		goroutines := goroutines
		rows = append(rows, row{fmt.Sprintf("%s/threads:%d/go", line, goroutines), func(items int) time.Duration {
			var lanes []func()
			for i := 0; i < goroutines; i++ {
				ask := makeLane(i)
				lanes = append(lanes, func() { ask(items / goroutines) })
			}
			return runTogether(lanes)
		}})
	}
	return rows
}

// randomKeys is the same generator as random_keys in limiter_rows.h.
type randomKeys struct{ state, keys uint64 }

func (r *randomKeys) next() uint64 {
	r.state ^= r.state << 13
	r.state ^= r.state >> 7
	r.state ^= r.state << 17
	return (r.state >> 32) * r.keys >> 32
}

// keyedLimiter is the usual one: a map of limiters behind an RWMutex. It forgets no key.
type keyedLimiter struct {
	mutex    sync.RWMutex
	limiters map[uint64]*rate.Limiter
}

func (l *keyedLimiter) allow(key uint64) bool {
	l.mutex.RLock()
	limiter, known := l.limiters[key]
	l.mutex.RUnlock()
	if !known {
		l.mutex.Lock()
		if limiter, known = l.limiters[key]; !known {
			limiter = rate.NewLimiter(10, 20)
			l.limiters[key] = limiter
		}
		l.mutex.Unlock()
	}
	return limiter.Allow()
}

func limiterRows() []row {
	var rows []row
	for _, c := range []struct {
		name  string
		limit rate.Limit
		burst int
	}{{"granted", 1e9, 1_000_000_000}, {"refused", 1, 1}} {
		limiter := rate.NewLimiter(c.limit, c.burst)
		rows = append(rows, askingRows("token_bucket/"+c.name, func(int) func(int) {
			return func(asks int) {
				for n := 0; n < asks; n++ {
					limiter.Allow()
				}
			}
		})...)
	}
	for _, keys := range []uint64{10_000, 1_000_000} {
		keys := keys
		var limiter *keyedLimiter
		rows = append(rows, askingRows(fmt.Sprintf("keyed_limiter/keys:%d", keys), func(lane int) func(int) {
			if limiter == nil {
				limiter = &keyedLimiter{limiters: map[uint64]*rate.Limiter{}}
				for key := uint64(0); key < keys; key++ {
					limiter.allow(key)
				}
			}
			return func(asks int) {
				key := randomKeys{0x9E3779B97F4A7C15 * uint64(lane+1), keys}
				for n := 0; n < asks; n++ {
					limiter.allow(key.next())
				}
			}
		})...)
	}
	return rows
}
