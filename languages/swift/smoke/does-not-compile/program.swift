func add(a: Int, b: Int) -> Int {
    return a + "b"
}

assert(add(a: 2, b: 3) == 5)
