package codebench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The command: compiles one source (its path, then options) into the working folder. */
public final class Compile {
    private Compile() {
    }

    public static void main(String[] arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        // Not as a strict reader: the compiler's command goes on where bytes are no text, too.
        String text = new String(Files.readAllBytes(source), StandardCharsets.UTF_8);
        Compilation compilation = new ProgramCompiler().compile(
                Map.of(source.toString(), text), List.of(arguments).subList(1, arguments.length));
        System.err.print(compilation.text());
        for (Map.Entry<String, byte[]> file : compilation.files().entrySet()) {
            Path path = Path.of(file.getKey());
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            Files.write(path, file.getValue());
        }
        System.exit(compilation.exitCode());
    }
}
