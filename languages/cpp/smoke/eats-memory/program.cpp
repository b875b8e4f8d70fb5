#include<bits/stdc++.h>
int main() {
    std::list<std::vector<char>> blocks;
    while (true) {
        blocks.emplace_back(16 << 20, 'x');
    }
}
