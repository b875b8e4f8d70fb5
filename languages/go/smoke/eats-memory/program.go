package memory_test

import (
	"bytes"
	"testing"
)

func TestMemory(t *testing.T) {
	blocks := [][]byte{}
	for {
		blocks = append(blocks, bytes.Repeat([]byte{'x'}, 64<<20))
	}
}
