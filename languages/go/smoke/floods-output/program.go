package flood_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestFlood(t *testing.T) {
	line := strings.Repeat("flood", 10000)
	for {
		fmt.Println(line)
	}
}
