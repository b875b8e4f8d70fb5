class Problem {
    public static long count(long n) {
        while (n != 1) {
            n = (n * 2) % 7;
        }
        return n;
    }

    public static void main(String[] args) {
        assert(count(0L) == 1L);
    }
}
