using System.Diagnostics;
class Problem {
    public static long Add(long a, long b) {
        return a + b;
    }
    public static void Main(string[] args) {
    Debug.Assert(Add(2L, 3L) == 5L);
    Debug.Assert(Add(-1L, 1L) == 0L);
    }

}
