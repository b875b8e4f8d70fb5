package codebench;

import com.sun.source.util.JavacTask;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java's compiler over sources in memory. One object serves any number of compilations, one after the other, which know
 * nothing of each other: what it keeps are the platform's classes and the class path. Nothing of a program runs in it: there are
 * no annotation processors and no plug-ins.
 */
public final class ProgramCompiler {
    /** The file that names the class to start, beside the classes. */
    public static final String MAIN_FILE = "main-class";

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final JavaFileManager platform =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

    /**
     * Compiles a program.
     *
     * @param sources texts by file name; no file need have the name of its public class
     * @param options of the compiler's command
     */
    public Compilation compile(Map<String, String> sources, List<String> options) {
        List<SourceText> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new SourceText(name, text)));
        List<String> all = new ArrayList<>(options);
        all.add("-proc:none");

        StringWriter text = new StringWriter();
        MemoryOutput output = new MemoryOutput(platform);
        JavacTask task = (JavacTask) compiler.getTask(text, output, null, all, null, units);
        MainClass main = new MainClass(task.getElements());
        task.setTaskListener(main);
        if (!task.call()) {
            return new Compilation(1, text.toString(), Map.of());
        }

        Map<String, byte[]> files = output.files();
        if (main.name() != null) {
            files.put(MAIN_FILE, main.name().getBytes(StandardCharsets.UTF_8));
        }
        return new Compilation(0, text.toString(), files);
    }
}
