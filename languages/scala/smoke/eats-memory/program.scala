import scala.collection.mutable.ListBuffer

object Problem {
    def main(args: Array[String]): Unit = {
        val blocks = ListBuffer[Array[Long]]()
        while (true) {
            blocks += Array.fill(1000000)(blocks.length.toLong)
        }
    }
}
