object Problem {
    def add(a: Long, b: Long): Long = a - b

    def main(args: Array[String]) = {
        assert(add(2L, 3L) == 5L)
    }
}
