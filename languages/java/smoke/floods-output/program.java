class Problem {
    public static void main(String[] args) {
        String line = "flood".repeat(10_000);
        while (true) {
            System.out.println(line);
        }
    }
}
