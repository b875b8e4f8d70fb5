package codebench

import java.nio.charset.StandardCharsets
import java.nio.file.{Files, Path, Paths}

/** The command: compiles one source (its path, then options) into the working folder. */
object Compile {
  def main(arguments: Array[String]): Unit = {
    val source = arguments.head
    // Not as a strict reader: the compiler's command goes on where bytes are no text, too.
    val text = new String(Files.readAllBytes(Paths.get(source)), StandardCharsets.UTF_8)
    val compilation = new ProgramCompiler().compile(Map(source -> text), arguments.tail.toList)
    System.err.print(compilation.text)
    for ((name, content) <- compilation.files) {
      val path = Paths.get(name)
      Option(path.getParent).foreach(folder => Files.createDirectories(folder))
      Files.write(path, content)
    }
    System.exit(compilation.exitCode)
  }
}
