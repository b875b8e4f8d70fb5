import java.util.*;

class Problem {
    public static void main(String[] args) {
        List<long[]> blocks = new ArrayList<>();
        while (true) {
            long[] block = new long[1_000_000];
            Arrays.fill(block, blocks.size());
            blocks.add(block);
        }
    }
}
