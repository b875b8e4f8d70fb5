// A child in a session of its own, with nothing open: the next program must not meet it.
using System.Diagnostics;
using System.IO;
class Problem {
    public static void Main(string[] args) {
    Process.Start(new ProcessStartInfo("/bin/sh", "-c \"exec setsid sleep 3600 </dev/null >/dev/null 2>&1 &\"") { UseShellExecute = false }).WaitForExit();
    File.WriteAllText("/tmp/left-behind", "");
    Debug.Assert(File.Exists("/tmp/left-behind"));
    }

}
