import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

class Problem {
    public static void main(String[] args) throws IOException {
        // An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", 80), 2000);
        }
    }
}
