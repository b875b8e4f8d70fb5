package codebench

import java.io.{File, FileDescriptor, FileInputStream, FileOutputStream, IOException, PrintStream}
import java.lang.reflect.InvocationTargetException
import java.nio.charset.StandardCharsets

/** The command that runs a compiled program: calls its main, and where that has returned prints what stands in the file
  * "proof", which the program never sees. A second line there is the control: the text of an assertion that fails in its place.
  *
  * It uses nothing of Scala's library, so that it costs nothing.
  */
object Launch {
  def main(arguments: Array[String]): Unit = {
    val proof = new File("proof")
    val lines = if (proof.exists) read(proof).split("\n") else new Array[String](0)
    if (proof.exists && !proof.delete()) {
      throw new IOException("the file with the proof could not be removed")
    }

    val named = new File(ProgramCompiler.MainFile)
    if (!named.exists) {
      System.err.println("error: no object of the program has a main method")
      System.exit(1)
    }
    val main = ClassLoader.getSystemClassLoader.loadClass(read(named)).getMethod("main", classOf[Array[String]])
    main.setAccessible(true)
    val output = System.out
    System.setOut(new PrintStream(output, true) {
      // A program that closes its output has not ended: the proof is to follow.
      override def close(): Unit = flush()
    })
    try main.invoke(null, new Array[String](0))
    catch { case exception: InvocationTargetException => throw exception.getCause }

    if (lines.length > 1 && !lines(1).trim.isEmpty) {
      throw new AssertionError(lines(1))
    }
    if (lines.length > 0) {
      System.out.flush()
      output.flush()
      // Past System.out, which the program may have replaced.
      val stream = new FileOutputStream(FileDescriptor.out)
      stream.write(("\n" + lines(0) + "\n").getBytes(StandardCharsets.US_ASCII))
    }
  }

  private def read(file: File): String = {
    val stream = new FileInputStream(file)
    try new String(stream.readAllBytes(), StandardCharsets.UTF_8)
    finally stream.close()
  }
}
