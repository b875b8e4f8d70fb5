;; An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
(.connect (java.net.Socket.) (java.net.InetSocketAddress. "192.0.2.1" 80) 2000)
