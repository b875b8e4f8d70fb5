object Problem {
    def count(start: Long): Long = {
        var n = start
        while (n != 1) {
            n = (n * 2) % 7
        }
        n
    }

    def main(args: Array[String]) = {
        assert(count(0L) == 1L)
    }
}
