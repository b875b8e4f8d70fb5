object Problem {
    def main(args: Array[String]): Unit = {
        val line = "flood" * 10000
        while (true) {
            println(line)
        }
    }
}
