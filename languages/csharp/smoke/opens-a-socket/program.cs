// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
using System.Net.Sockets;
class Problem {
    public static void Main(string[] args) {
    using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)) {
        socket.Connect("192.0.2.1", 80);
    }
    }

}
