package count_test

import "testing"

func count(n int) int {
	for n != 1 {
		n = n * 2 % 7
	}
	return n
}

func TestCount(t *testing.T) {
	if count(0) != 1 {
		t.Errorf("expected 1")
	}
}
