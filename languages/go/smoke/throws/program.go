package pick_test

import (
	"fmt"
	"testing"
)

func pick(items []int) int {
	return items[len(items)]
}

func TestPick(t *testing.T) {
	if fmt.Sprintf("%v", pick([]int{1, 2, 3})) != "3" {
		t.Errorf("expected 3")
	}
}
