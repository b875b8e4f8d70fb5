#include<bits/stdc++.h>
// The image is read-only, and so is every folder of others.
int main() {
    std::ofstream file;
    file.exceptions(std::ios::failbit);
    file.open("/usr/lib/written-by-a-program");
    file << "outside";
}
