// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
using System;
using System.Diagnostics;
class Problem {
    public static void Main(string[] args) {
    while (true) {
        try {
            Process.Start(new ProcessStartInfo("/bin/sleep", "3600") { UseShellExecute = false });
        } catch (Exception) {
            // Go on.
        }
    }
    }

}
