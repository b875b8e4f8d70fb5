package codebench

import java.io.{DataInputStream, DataOutputStream, EOFException, FileDescriptor, FileInputStream, FileOutputStream}
import java.nio.{ByteBuffer, ByteOrder}
import java.nio.charset.StandardCharsets
import scala.util.control.NonFatal

/** The compiler that stays: what Compile does in a process of its own, this does for every program of a container. It is
  * handed sources on descriptor 3 and hands back classes; it reads and writes no file but libraries, and nothing of a program runs in it.
  */
object CompileServer {
  private val Socket = 3
  private val Declined = Array[Byte]('N')

  def main(arguments: Array[String]): Unit = {
    val socket = descriptor(Socket)
    val input = new DataInputStream(new FileInputStream(socket))
    val output = new DataOutputStream(new FileOutputStream(socket))
    val compiler = new ProgramCompiler
    send(output, Array[Byte]('R'))
    try while (true) send(output, answer(compiler, receive(input)))
    catch { case _: EOFException => () }
  }

  private def answer(compiler: ProgramCompiler, request: ByteBuffer): Array[Byte] = {
    request.get() // there is one kind of request
    val command = List.fill(request.getInt())(text(request))
    val sources = List.fill(request.getInt())((text(request), text(request))).toMap
    val source :: options = command.drop(command.indexOf("codebench.Compile") + 1)
    try {
      val compilation = compiler.compile(Map(source -> sources(source)), options)
      // Classes in packages are files in folders, which cannot be handed back.
      if (compilation.files.keys.exists(_.contains('/'))) Declined else encode(compilation)
    } catch {
      // A fault of the compiler's has a text of its own, which its command prints.
      case NonFatal(_) | _: StackOverflowError => Declined
    }
  }

  private def encode(compilation: Compilation): Array[Byte] = {
    val said = compilation.text.getBytes(StandardCharsets.UTF_8)
    val files = compilation.files.toList.map { case (name, content) => (name.getBytes(StandardCharsets.UTF_8), content) }
    val size = 64 + said.length + files.map { case (name, content) => 16 + name.length + content.length }.sum
    val frame = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN)
    def put(bytes: Array[Byte]): Unit = frame.putInt(bytes.length).put(bytes).put(0: Byte)
    frame.put('E'.toByte).putInt(compilation.exitCode)
    put(new Array[Byte](0))
    put(said)
    frame.putInt(files.length)
    files.foreach { case (name, content) => put(name); put(content) }
    frame.array.take(frame.position())
  }

  private def text(request: ByteBuffer): String = {
    val bytes = new Array[Byte](request.getInt())
    request.get(bytes)
    request.get()
    new String(bytes, StandardCharsets.UTF_8)
  }

  private def receive(input: DataInputStream): ByteBuffer = {
    val body = new Array[Byte](Integer.reverseBytes(input.readInt()))
    input.readFully(body)
    ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN)
  }

  private def send(output: DataOutputStream, body: Array[Byte]): Unit = {
    val frame = new Array[Byte](body.length + 4)
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(body.length).put(body)
    output.write(frame)
  }

  // The platform has no other way to a descriptor that it was started with (--add-opens java.base/java.io=ALL-UNNAMED).
  private def descriptor(number: Int): FileDescriptor = {
    val descriptor = new FileDescriptor
    val field = classOf[FileDescriptor].getDeclaredField("fd")
    field.setAccessible(true)
    field.setInt(descriptor, number)
    descriptor
  }
}
