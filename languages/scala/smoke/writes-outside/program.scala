import java.nio.file.{Files, Paths}

object Problem {
    def main(args: Array[String]): Unit = {
        // The image is read-only, and so is every folder of others.
        Files.createFile(Paths.get("/usr/lib/written-by-a-program"))
    }
}
