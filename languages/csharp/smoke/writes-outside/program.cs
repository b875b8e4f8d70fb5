// The image is read-only, and so is every folder of others.
using System.IO;
class Problem {
    public static void Main(string[] args) {
    File.WriteAllText("/usr/lib/written-by-a-program", "outside");
    }

}
