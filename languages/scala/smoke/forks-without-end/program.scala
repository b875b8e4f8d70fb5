object Problem {
    def main(args: Array[String]): Unit = {
        // Children and threads that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
        while (true) {
            try {
                new ProcessBuilder("/bin/sleep", "3600").start()
                new Thread(new Runnable {
                    def run(): Unit = while (true) {
                        Thread.onSpinWait()
                    }
                }).start()
            } catch {
                case full @ (_: java.io.IOException | _: OutOfMemoryError) => // Go on.
            }
        }
    }
}
