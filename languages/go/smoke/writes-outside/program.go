package outside_test

import (
	"os"
	"testing"
)

// The image is read-only, and so is every folder of others.
func TestOutside(t *testing.T) {
	if err := os.WriteFile("/usr/lib/written-by-a-program", []byte("outside"), 0o600); err != nil {
		panic(err)
	}
}
