import java.util.*;

class Problem {
    public static long last(ArrayList<Long> items) {
        return items.get(items.size());
    }

    public static void main(String[] args) {
        assert(last(new ArrayList<Long>(Arrays.asList(1L, 2L, 3L))) == 3L);
    }
}
