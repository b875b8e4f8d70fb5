using System.Collections.Generic;
using System.Diagnostics;
class Problem {
    public static void Main(string[] args) {
    var blocks = new List<long[]>();
    while (true) {
        var block = new long[1000000];
        for (var i = 0; i < block.Length; i++) {
            block[i] = blocks.Count + i;
        }
        blocks.Add(block);
    }
    }

}
