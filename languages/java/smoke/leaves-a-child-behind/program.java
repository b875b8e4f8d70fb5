import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class Problem {
    public static void main(String[] args) throws IOException {
        // A child in a session of its own, with nothing open: the next program must not meet it.
        new ProcessBuilder("/usr/bin/setsid", "/bin/sleep", "3600")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
        Files.writeString(Path.of("/tmp/left-behind"), "");
        assert(true);
    }
}
