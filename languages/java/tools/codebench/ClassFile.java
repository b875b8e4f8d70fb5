package codebench;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A class that the compiler writes, in memory. */
final class ClassFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    ClassFile() {
        super(URI.create("memory:///class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
        return content;
    }

    byte[] content() {
        return content.toByteArray();
    }
}
