package socket_test

import (
	"net"
	"testing"
	"time"
)

// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
func TestSocket(t *testing.T) {
	connection, err := net.DialTimeout("tcp", "192.0.2.1:80", 2*time.Second)
	if err != nil {
		panic(err)
	}
	connection.Close()
}
