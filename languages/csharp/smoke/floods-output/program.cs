using System;
class Problem {
    public static void Main(string[] args) {
    var line = new string('f', 50000);
    while (true) {
        Console.Out.WriteLine(line);
    }
    }

}
