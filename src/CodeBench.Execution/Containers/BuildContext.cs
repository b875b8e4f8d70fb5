using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CodeBench.Execution.Containers;

/// <summary>The files that an image is built from, in an order and form that depend on nothing but their content.</summary>
internal sealed class BuildContext
{
    private readonly SortedDictionary<string, (byte[] Content, UnixFileMode Mode)> _files = new(StringComparer.Ordinal);

    /// <summary>All files of a folder for which <paramref name="include"/> says yes to the path inside it, with forward slashes.</summary>
    public static BuildContext OfFolder(string folder, Func<string, bool> include)
    {
        var context = new BuildContext();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (include(name))
            {
                // Only whether it can be executed counts: other bits differ from one checkout to the next.
                var executable = !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);
                context._files[name] = (File.ReadAllBytes(path), ModeOf(executable));
            }
        }

        return context;
    }

    /// <summary>A context that is one Dockerfile.</summary>
    public static BuildContext OfDockerfile(string text)
    {
        var context = new BuildContext();
        context._files["Dockerfile"] = (Encoding.UTF8.GetBytes(text), ModeOf(false));
        return context;
    }

    /// <summary>Twelve hexadecimal digits that change with any file and with any of the other inputs.</summary>
    public string Hash(params ReadOnlySpan<string> otherInputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, (content, mode)) in _files)
        {
            Append(hash, $"{name}\n{(int)mode}\n{content.Length}\n");
            hash.AppendData(content);
        }

        foreach (var input in otherInputs)
        {
            Append(hash, string.Create(CultureInfo.InvariantCulture, $"\n{input.Length}\n{input}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }

    /// <summary>The context as the engine wants it.</summary>
    public MemoryStream ToTar()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, (content, mode)) in _files)
            {
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(content),
                    Mode = mode,
                    ModificationTime = DateTimeOffset.UnixEpoch,
                });
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static UnixFileMode ModeOf(bool executable) =>
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead
        | (executable ? UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : 0);

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
