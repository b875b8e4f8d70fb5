#include<assert.h>
#include<bits/stdc++.h>
long add(long a, long b) {
    return a + b;
}
int main() {
    auto candidate = add;
    assert(candidate((2), (3)) == (5));
    assert(candidate((-1), (1)) == (0));
    return 0;
}
