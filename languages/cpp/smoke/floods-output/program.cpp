#include<bits/stdc++.h>
int main() {
    const std::string line(50000, 'x');
    while (true) {
        std::cout << line << std::endl;
    }
}
