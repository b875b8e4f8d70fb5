package codebench;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * The command that runs a compiled program: calls its main, and where that has returned prints what stands in the file
 * "proof", which the program never sees. A second line there is the control: the text of an assertion that fails in its place.
 */
public final class Launch {
    private Launch() {
    }

    public static void main(String[] arguments) throws Throwable {
        File proof = new File("proof");
        String[] lines = proof.exists() ? read(proof).split("\n") : new String[0];
        if (proof.exists() && !proof.delete()) {
            throw new IOException("the file with the proof could not be removed");
        }

        File named = new File(ProgramCompiler.MAIN_FILE);
        if (!named.exists()) {
            System.err.println("error: no class of the program has a main method");
            System.exit(1);
        }
        Method main = ClassLoader.getSystemClassLoader().loadClass(read(named)).getMethod("main", String[].class);
        // Its class need not be public.
        main.setAccessible(true);
        PrintStream output = System.out;
        System.setOut(new PrintStream(output, true) {
            @Override
            public void close() {
                // A program that closes its output has not ended: the proof is to follow.
                flush();
            }
        });
        try {
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException exception) {
            throw exception.getCause();
        }

        if (lines.length > 1 && !lines[1].isBlank()) {
            throw new AssertionError(lines[1]);
        }
        if (lines.length > 0) {
            System.out.flush();
            output.flush();
            // Past System.out, which the program may have replaced.
            OutputStream stream = new FileOutputStream(FileDescriptor.out);
            stream.write(("\n" + lines[0] + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String read(File file) throws IOException {
        try (InputStream stream = new FileInputStream(file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
