package codebench;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The compiler that stays: what Compile does in a process of its own, this does for every program of a container. It is
 * handed sources on descriptor 3 and hands back classes; it reads and writes no file, and nothing of a program runs in it.
 */
public final class CompileServer {
    private static final int SOCKET = 3;

    private CompileServer() {
    }

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        FileDescriptor socket = descriptor(SOCKET);
        DataInputStream input = new DataInputStream(new FileInputStream(socket));
        DataOutputStream output = new DataOutputStream(new FileOutputStream(socket));
        ProgramCompiler compiler = new ProgramCompiler();
        send(output, new byte[] {'R'});
        while (true) {
            ByteBuffer request;
            try {
                request = receive(input);
            } catch (EOFException end) {
                return;
            }
            send(output, answer(compiler, request));
        }
    }

    private static byte[] answer(ProgramCompiler compiler, ByteBuffer request) {
        request.get(); // there is one kind of request
        List<String> command = new ArrayList<>();
        for (int count = request.getInt(); count > 0; count--) {
            command.add(text(request));
        }
        Map<String, String> sources = new TreeMap<>();
        for (int count = request.getInt(); count > 0; count--) {
            String name = text(request);
            sources.put(name, text(request));
        }

        List<String> options = command.subList(command.indexOf(Compile.class.getName()) + 1, command.size());
        String source = options.get(0);
        Compilation compilation;
        try {
            compilation = compiler.compile(Map.of(source, sources.get(source)), options.subList(1, options.size()));
        } catch (RuntimeException | StackOverflowError failure) {
            // A fault of the compiler's has a text of its own, which its command prints.
            return new byte[] {'N'};
        }
        // Classes in packages are files in folders, which can not be handed back.
        boolean isFlat = compilation.files().keySet().stream().noneMatch(name -> name.contains("/"));
        return isFlat ? answer(compilation) : new byte[] {'N'};
    }

    private static byte[] answer(Compilation compilation) {
        byte[] said = compilation.text().getBytes(StandardCharsets.UTF_8);
        int size = 64 + said.length;
        for (Map.Entry<String, byte[]> file : compilation.files().entrySet()) {
            size += 16 + 3 * file.getKey().length() + file.getValue().length;
        }
        ByteBuffer frame = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        frame.put((byte) 'E').putInt(compilation.exitCode());
        put(frame, new byte[0]);
        put(frame, said);
        frame.putInt(compilation.files().size());
        compilation.files().forEach((name, content) -> {
            put(frame, name.getBytes(StandardCharsets.UTF_8));
            put(frame, content);
        });
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    private static void put(ByteBuffer frame, byte[] text) {
        frame.putInt(text.length).put(text).put((byte) 0);
    }

    private static String text(ByteBuffer request) {
        byte[] bytes = new byte[request.getInt()];
        request.get(bytes);
        request.get();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ByteBuffer receive(DataInputStream input) throws IOException {
        byte[] body = new byte[Integer.reverseBytes(input.readInt())];
        input.readFully(body);
        return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void send(DataOutputStream output, byte[] body) throws IOException {
        byte[] frame = new byte[body.length + 4];
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(body.length).put(body);
        output.write(frame);
    }

    // The platform has no other way to a descriptor that it was started with (--add-opens java.base/java.io=ALL-UNNAMED).
    private static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
        FileDescriptor descriptor = new FileDescriptor();
        Field field = FileDescriptor.class.getDeclaredField("fd");
        field.setAccessible(true);
        field.setInt(descriptor, number);
        return descriptor;
    }
}
