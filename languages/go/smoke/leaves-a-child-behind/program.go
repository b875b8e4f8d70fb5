package child_test

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
)

// A child in a session of its own, with nothing open: the next program must not meet it.
func TestChild(t *testing.T) {
	child := exec.Command("/bin/sleep", "3600")
	child.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("/tmp/left-behind", nil, 0o600); err != nil {
		t.Fatal(err)
	}
}
