using System.Collections.Generic;
using System.Diagnostics;
class Problem {
    public static long Pick(List<long> items) {
        return items[items.Count];
    }
    public static void Main(string[] args) {
    Debug.Assert(Pick(new List<long>(new long[]{1L, 2L, 3L})) == 3L);
    }

}
