use std::net::TcpStream;
use std::time::Duration;

// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
fn main() {
    TcpStream::connect_timeout(&"192.0.2.1:80".parse().unwrap(), Duration::from_secs(2)).unwrap();
}
