using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Enumeration;
using System.Security.Cryptography;

namespace CodeBench.Core.Problems;

/// <summary>Tells whether a file is a certain pinned file, by size first and then by hash.</summary>
internal static class FileFingerprint
{
    private const int ShortestGzip = 18;

    /// <summary>All files below a folder, in order of their paths; none where there is no such folder.</summary>
    /// <remarks>Folders behind links are left out: they may go in circles.</remarks>
    public static IReadOnlyList<FileInfo> FilesBelow(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return [];
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.None,
        };
        var files = new FileSystemEnumerable<FileInfo>(
            Path.GetFullPath(folder), (ref FileSystemEntry entry) => (FileInfo)entry.ToFileSystemInfo(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return [.. files.Select(Follow).OfType<FileInfo>().OrderBy(file => file.FullName, StringComparer.Ordinal)];
    }

    /// <summary>Whether the file, or what is packed in it, has the pinned hash.</summary>
    public static bool IsThat(FileInfo candidate, PinnedFile file)
    {
        try
        {
            return (candidate.Length == file.Size && HashOf(candidate, isPacked: false) == file.Sha256)
                || (candidate.Length == file.ContentSize && HashOf(candidate, isPacked: false) == file.ContentSha256)
                || (file.ContentSize is { } size
                    && UnpackedSize(candidate) == (uint)size
                    && HashOf(candidate, isPacked: true) == file.ContentSha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of a file or of what is packed in it, lower-case hexadecimal.</summary>
    public static string HashOf(FileInfo file, bool isPacked)
    {
        using var stream = file.OpenRead();
        using var unpacked = isPacked ? new GZipStream(stream, CompressionMode.Decompress) : null;
        return Convert.ToHexStringLower(SHA256.HashData(unpacked ?? (Stream)stream));
    }

    /// <summary>The size modulo 2^32 that the last four bytes of a gzip file give (RFC 1952); null where it is no gzip file.</summary>
    private static uint? UnpackedSize(FileInfo file)
    {
        if (file.Length < ShortestGzip)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[4];
        using var stream = file.OpenRead();
        stream.ReadExactly(bytes);
        if (bytes[0] != 0x1f || bytes[1] != 0x8b)
        {
            return null;
        }

        stream.Seek(-4, SeekOrigin.End);
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>The file itself, or the one that a link leads to; null where it leads nowhere.</summary>
    private static FileInfo? Follow(FileInfo file)
    {
        try
        {
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return target is { Exists: true } ? target : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
