package forks_test

import (
	"os"
	"os/exec"
	"testing"
)

// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
func TestForks(t *testing.T) {
	for {
		exec.Command(os.Args[0]).Start()
	}
}
