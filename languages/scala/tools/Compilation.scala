package codebench

/** What came of a compilation.
  *
  * @param exitCode 0 where every source compiled, else 1
  * @param text what the compiler said, as its command prints it
  * @param files what it made, by path below the output folder; nothing where a source did not compile
  */
final case class Compilation(exitCode: Int, text: String, files: Map[String, Array[Byte]])
