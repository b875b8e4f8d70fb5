package forks_test

import (
	"os"
	"os/exec"
	"runtime"
	"sync"
	"testing"
)

// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
func TestForks(t *testing.T) {
	keepThreads(16)
	for {
		exec.Command(os.Args[0]).Start()
	}
}

// Go dies where it needs a thread of its own and gets none, which the limit would see to: so it has some to spare.
func keepThreads(count int) {
	var all, done sync.WaitGroup
	all.Add(count)
	done.Add(count)
	for i := 0; i < count; i++ {
		go func() {
			runtime.LockOSThread()
			all.Done()
			all.Wait()
			runtime.UnlockOSThread()
			done.Done()
		}()
	}
	done.Wait()
}
