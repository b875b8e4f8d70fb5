package add_test

import (
	"fmt"
	"testing"
)

func add(a int, b int) int {
	return a - b
}

func TestAdd(t *testing.T) {
	candidate := add
	type test struct {
		actual   interface{}
		expected interface{}
	}
	tests := []test{
		{actual: candidate(2, 3), expected: 5},
		{actual: candidate(-1, 1), expected: 0},
	}
	for i, tc := range tests {
		t.Run(fmt.Sprintf("test num % d", i), func(t *testing.T) {
			if fmt.Sprintf("%v", tc.actual) != fmt.Sprintf("%v", tc.expected) {
				t.Errorf("expected %v, got %v", tc.expected, tc.actual)
			}
		})
	}
}
