using System.Diagnostics;
class Problem {
    public static long Count(long n) {
        while (n != 1) {
            n = n * 2 % 7;
        }
        return n;
    }
    public static void Main(string[] args) {
    Debug.Assert(Count(0L) == 1L);
    }

}
