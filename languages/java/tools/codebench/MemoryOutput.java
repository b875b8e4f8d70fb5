package codebench;

import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** Keeps the classes of one compilation in memory; what is read comes from the manager below, which lives on. */
final class MemoryOutput extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassFile> classes = new TreeMap<>();

    MemoryOutput(JavaFileManager below) {
        super(below);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return classes.computeIfAbsent(className.replace('.', '/') + kind.extension, path -> new ClassFile());
    }

    @Override
    public void close() {
        // The manager below serves the next compilation too.
    }

    Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        classes.forEach((path, file) -> files.put(path, file.content()));
        return files;
    }
}
