package codebench;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A source in memory. */
final class SourceText extends SimpleJavaFileObject {
    private final String name;
    private final String text;
    private String publicType;

    SourceText(String name, String text) {
        // Traces name the file by the end of this.
        super(URI.create("memory:///" + name), Kind.SOURCE);
        this.name = name;
        this.text = text;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }

    /** The compiler asks this of the public type of a file: one of them names the file, whatever the file is called. */
    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        // It also asks for "package-info" and "module-info", which are no types.
        if (publicType == null && simpleName.indexOf('-') < 0) {
            publicType = simpleName;
        }
        return simpleName.equals(publicType);
    }
}
