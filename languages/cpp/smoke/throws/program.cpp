#include<assert.h>
#include<bits/stdc++.h>
long pick(std::vector<long> items) {
    return items.at(items.size());
}
int main() {
    auto candidate = pick;
    assert(candidate((std::vector<long>({(long)1, (long)2, (long)3}))) == (3));
}
