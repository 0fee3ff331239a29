// Plays small scenes with golang.org/x/sync/errgroup and prints how they end. errgroup_conformance_test.cpp plays the same.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

func main() {
	first, second := errors.New("first"), errors.New("second")

	var none errgroup.Group
	fmt.Println("no tasks:", none.Wait())

	group, ctx := errgroup.WithContext(context.Background())
	group.Go(func() error { return nil })
	fmt.Println("success:", group.Wait(), "then ended:", ctx.Err() != nil)

	group, ctx = errgroup.WithContext(context.Background())
	failed := make(chan struct{})
	group.Go(func() error { defer close(failed); return first })
	group.Go(func() error { <-failed; <-ctx.Done(); return second })
	fmt.Println("two failures:", group.Wait())

	var limited errgroup.Group
	limited.SetLimit(2)
	release := make(chan struct{})
	for i := 0; i < 2; i++ {
		limited.Go(func() error { <-release; return nil })
	}
	fmt.Println("third of two:", limited.TryGo(func() error { return nil }))
	close(release)
	limited.Wait()
	fmt.Println("after wait:", limited.TryGo(func() error { return nil }), limited.Wait())

	var bounded errgroup.Group
	bounded.SetLimit(3)
	var active, peak int32
	for i := 0; i < 50; i++ {
		bounded.Go(func() error {
			now := atomic.AddInt32(&active, 1)
			for {
				most := atomic.LoadInt32(&peak)
				if now <= most || atomic.CompareAndSwapInt32(&peak, most, now) {
					break
				}
			}
			atomic.AddInt32(&active, -1)
			return nil
		})
	}
	fmt.Println("bounded:", bounded.Wait(), peak <= 3)

	var zero errgroup.Group
	zero.SetLimit(0)
	fmt.Println("limit zero:", zero.TryGo(func() error { return nil }))

	var unlimited errgroup.Group
	unlimited.SetLimit(-1)
	fmt.Println("no limit:", unlimited.TryGo(func() error { return nil }), unlimited.Wait())

	var busy errgroup.Group
	busy.SetLimit(1)
	hold := make(chan struct{})
	busy.Go(func() error { <-hold; return nil })
	func() {
		defer func() { fmt.Println("limit while busy:", recover() != nil) }()
		busy.SetLimit(2)
	}()
	close(hold)
	busy.Wait()
}
