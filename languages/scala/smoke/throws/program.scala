object Problem {
    def last(items: List[Long]): Long = items(items.length)

    def main(args: Array[String]) = {
        assert(last(List[Long](1L, 2L, 3L)) == 3L)
    }
}
