#include<arpa/inet.h>
#include<sys/socket.h>
#include<bits/stdc++.h>
// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
int main() {
    int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(80);
    address.sin_addr.s_addr = inet_addr("192.0.2.1");
    if (socket < 0 || connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        throw std::system_error(errno, std::generic_category());
    }
}
