package main

import (
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	poolWorkers  = 2
	poolQueue    = 1024
	tasksInGroup = 10
)

// poolRows: a buffered channel of funcs and goroutines that range over it.
func poolRows() []row {
	var rows []row
	for _, job := range []struct {
		name string
		time time.Duration
	}{{"empty", 0}, {"1us", time.Microsecond}, {"20us", 20 * time.Microsecond}} {
		job := job
		rows = append(rows, row{"worker_pool/job:" + job.name + "/go", func(items int) time.Duration {
			jobs := make(chan func(), poolQueue)
			var workers sync.WaitGroup
			workers.Add(poolWorkers)
			for i := 0; i < poolWorkers; i++ {
				go func() {
					defer workers.Done()
					for work := range jobs {
						work()
					}
				}()
			}
			began := time.Now()
			for n := 0; n < items; n++ {
				jobs <- func() { workFor(job.time) }
			}
			close(jobs)
			workers.Wait()
			return time.Since(began)
		}})
	}
	return rows
}

func groupRows() []row {
	var rows []row
	for _, task := range []struct {
		name string
		time time.Duration
	}{{"empty", 0}, {"20us", 20 * time.Microsecond}} {
		task := task
		rows = append(rows, row{"error_group/tasks:10/task:" + task.name + "/go", func(groups int) time.Duration {
			began := time.Now()
			for n := 0; n < groups; n++ {
				var group errgroup.Group
				for i := 0; i < tasksInGroup; i++ {
					group.Go(func() error { workFor(task.time); return nil })
				}
				if err := group.Wait(); err != nil {
					panic(err)
				}
			}
			return time.Since(began)
		}})
	}
	return rows
}
