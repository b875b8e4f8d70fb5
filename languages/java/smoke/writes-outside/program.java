import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class Problem {
    public static void main(String[] args) throws IOException {
        // The image is read-only, and so is every folder of others.
        Files.writeString(Path.of("/usr/lib/written-by-a-program"), "outside");
    }
}
