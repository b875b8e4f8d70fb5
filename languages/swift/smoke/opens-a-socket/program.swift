import Glibc

// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
var address = sockaddr_in()
address.sin_family = sa_family_t(AF_INET)
address.sin_port = in_port_t(80).bigEndian
address.sin_addr.s_addr = inet_addr("192.0.2.1")
let size = socklen_t(MemoryLayout<sockaddr_in>.size)
let result = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
}
guard result == 0 else {
    fatalError("connect: \(String(cString: strerror(errno)))")
}
