import java.util.*;

class Problem {
    public static long add(long a, long b) {
        return a + b;
    }

    public static void main(String[] args) {
        assert(add(2L, 3L) == 5L);
        assert(add(-1L, 1L) == 0L);
        System.out.println("done");
    }
}
