import std.socket;

// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
unittest
{
    new TcpSocket(new InternetAddress("192.0.2.1", 80));
}
void main(){}
