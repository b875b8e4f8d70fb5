package codebench

import java.io.{BufferedReader, PrintWriter, StringReader, StringWriter}
import scala.reflect.internal.util.BatchSourceFile
import scala.reflect.io.{AbstractFile, VirtualDirectory, VirtualFile}
import scala.tools.nsc.{Global, Settings}
import scala.tools.nsc.reporters.ConsoleReporter

/** Scala's compiler over sources in memory. One object serves any number of compilations, one after the other, which know
  * nothing of each other: each has a table of symbols of its own. Nothing of a program runs in it: a macro can only be expanded by a
  * later compilation that finds it on its class path, and there are no plug-ins.
  */
final class ProgramCompiler {
  import ProgramCompiler._

  /** Compiles a program.
    *
    * @param sources texts by file name
    * @param options of the compiler's command
    */
  def compile(sources: Map[String, String], options: List[String]): Compilation = {
    val text = new StringWriter
    val writer = new PrintWriter(text)
    val settings = new Settings(message => writer.println(message))
    val (accepted, _) = settings.processArguments(options, processAll = true)
    val output = new VirtualDirectory("(memory)", None)
    settings.outputDirs.setSingleOutput(output)
    val reporter = new ConsoleReporter(settings, new BufferedReader(new StringReader("")), writer)

    val main: Option[String] = if (!accepted) None else {
      val global = new Global(settings, reporter)
      val run = new global.Run
      run.compileSources(sources.toList.map { case (name, source) => new BatchSourceFile(new VirtualFile(name, name), source.toCharArray) })
      // The first object of the source that has a main.
      val objects = run.symSource.keys.filter(symbol => symbol.isModule && !symbol.hasPackageFlag).toList.sortBy(_.pos.pointOrElse(0))
      global.exitingTyper(objects.find(global.definitions.hasJavaMainMethod(_))).map(_.fullName)
    }
    reporter.printSummary()
    writer.flush()
    if (!accepted || reporter.hasErrors) Compilation(1, text.toString, Map.empty)
    else Compilation(0, text.toString, filesOf(output, "") ++ main.map(name => MainFile -> name.getBytes("UTF-8")))
  }
}

object ProgramCompiler {
  /** The file that names the object to start, beside the classes. */
  final val MainFile = "main-class"

  private def filesOf(folder: AbstractFile, path: String): Map[String, Array[Byte]] =
    folder.iterator.flatMap { file =>
      if (file.isDirectory) filesOf(file, s"$path${file.name}/") else Map(s"$path${file.name}" -> file.toByteArray)
    }.toMap
}
