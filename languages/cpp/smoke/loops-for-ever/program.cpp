#include<assert.h>
#include<bits/stdc++.h>
long count(long n) {
    while (n != 1) {
        n = n * 2 % 7;
    }
    return n;
}
int main() {
    auto candidate = count;
    assert(candidate((0)) == (1));
}
