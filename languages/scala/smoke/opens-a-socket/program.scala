import java.net.{InetSocketAddress, Socket}

object Problem {
    def main(args: Array[String]): Unit = {
        // An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
        new Socket().connect(new InetSocketAddress("192.0.2.1", 80), 2000)
    }
}
