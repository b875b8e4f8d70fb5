import java.nio.file.{Files, Paths}

object Problem {
    def main(args: Array[String]): Unit = {
        // A child in a session of its own, with nothing open: the next program must not meet it.
        new ProcessBuilder("/usr/bin/setsid", "/bin/sleep", "3600")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
        Files.createFile(Paths.get("/tmp/left-behind"))
        assert(true)
    }
}
