func count(n: Int) -> Int {
    var m = n
    while m != 1 {
        m = m * 2 % 7
    }
    return m
}

assert(count(n: 0) == 1)
