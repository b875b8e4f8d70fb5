using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// TorchSharp's native library asks for the version GLIBCXX_3.4.32 of libstdc++ for one symbol alone, the start-up of
/// iostreams of GCC 13, which libtorch itself has done by then. Debian 12 and Ubuntu 22.04 end at 3.4.30, so there it does
/// not load. In the copy of an output folder this task marks the need as weak, takes the version off the symbol, and
/// gives the symbol the name of a harmless function. Nothing else changes, and only the known original is touched.
/// </summary>
public sealed class PatchLibTorchSharp : Task
{
    private const string Version = "GLIBCXX_3.4.32";
    private const string Harmless = "getpid";
    private const int DynamicSymbols = 11, VersionNeeds = 0x6ffffffe, SymbolVersions = 0x6fffffff, Weak = 2, Unversioned = 1;

    [Required]
    public string[] Files { get; set; } = Array.Empty<string>();

    /// <summary>SHA-256 of the file that is known to need the change.</summary>
    [Required]
    public string Original { get; set; } = "";

    public override bool Execute()
    {
        if (SystemHasVersion())
        {
            return true;
        }

        foreach (var file in Files.Where(File.Exists))
        {
            var bytes = File.ReadAllBytes(file);
            string hash;
            using (var sha = SHA256.Create())
            {
                hash = BitConverter.ToString(sha.ComputeHash(bytes)).Replace("-", "").ToLowerInvariant();
            }

            if (hash != Original)
            {
                continue; // changed before, or another version
            }

            Patch(bytes);
            // The file may be a hard link to the package's own: a new file takes its place, the package's stays as it is.
            var fresh = file + ".patched";
            File.WriteAllBytes(fresh, bytes);
            File.Delete(file);
            File.Move(fresh, file);
            Log.LogMessage(MessageImportance.Low, "{0} now loads with an older libstdc++", file);
        }

        return true;
    }

    private static bool SystemHasVersion()
    {
        var folders = new[] { "/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib" };
        var library = folders.Select(folder => Path.Combine(folder, "libstdc++.so.6")).FirstOrDefault(File.Exists);
        return library == null || Encoding.ASCII.GetString(File.ReadAllBytes(library)).Contains(Version);
    }

    // The ELF format: section headers of 64 bytes at e_shoff; see elf(5).
    private static void Patch(byte[] elf)
    {
        var table = (int)BitConverter.ToUInt64(elf, 0x28);
        var sections = Enumerable.Range(0, BitConverter.ToUInt16(elf, 0x3c)).Select(number => table + (64 * number)).ToList();
        int Section(uint type) => sections.First(at => BitConverter.ToUInt32(elf, at + 4) == type);
        int Offset(int section) => (int)BitConverter.ToUInt64(elf, section + 24);
        var symbols = Section(DynamicSymbols);
        var needs = Section(VersionNeeds);
        var versions = Section(SymbolVersions);
        var names = Offset(sections[(int)BitConverter.ToUInt32(elf, symbols + 40)]);
        string Name(int at) => Encoding.ASCII.GetString(elf, names + at, Array.IndexOf(elf, (byte)0, names + at) - names - at);

        var index = -1;
        var need = Offset(needs);
        for (var file = BitConverter.ToUInt32(elf, needs + 44); file > 0; file--)
        {
            var version = need + (int)BitConverter.ToUInt32(elf, need + 8);
            for (var count = BitConverter.ToUInt16(elf, need + 2); count > 0; count--)
            {
                if (Name((int)BitConverter.ToUInt32(elf, version + 8)) == Version)
                {
                    elf[version + 4] |= Weak;
                    index = BitConverter.ToUInt16(elf, version + 6);
                }

                version += (int)BitConverter.ToUInt32(elf, version + 12);
            }

            need += (int)BitConverter.ToUInt32(elf, need + 12);
        }

        for (var symbol = 0; symbol < (int)BitConverter.ToUInt64(elf, symbols + 32) / 24; symbol++)
        {
            var at = Offset(versions) + (2 * symbol);
            if (BitConverter.ToUInt16(elf, at) == index)
            {
                elf[at] = Unversioned;
                elf[at + 1] = 0;
                var name = names + (int)BitConverter.ToUInt32(elf, Offset(symbols) + (24 * symbol));
                Encoding.ASCII.GetBytes(Harmless + "\0").CopyTo(elf, name);
            }
        }
    }
}
