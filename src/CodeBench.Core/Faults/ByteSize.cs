using System.Globalization;

namespace CodeBench.Core.Faults;

/// <summary>A number of bytes, so that no public number has to say its unit in its name.</summary>
/// <param name="Bytes">The count, 0 or more.</param>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly (string Suffix, long Factor)[] Units =
        [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    /// <summary>That many KiB.</summary>
    public static ByteSize FromKibibytes(long count) => new(checked(count << 10));

    /// <summary>That many MiB.</summary>
    public static ByteSize FromMebibytes(long count) => new(checked(count << 20));

    /// <summary>Reads "256MiB", "64 KiB", "1GiB" or a plain count of bytes.</summary>
    /// <returns>Whether <paramref name="text"/> was one of these, and not negative.</returns>
    public static bool TryParse(string? text, out ByteSize size)
    {
        size = default;
        var rest = (text ?? "").Trim();
        long factor = 1;
        foreach (var (suffix, unit) in Units)
        {
            if (rest.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[..^suffix.Length].TrimEnd();
                factor = unit;
                break;
            }
        }

        if (!long.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue / factor)
        {
            return false;
        }

        size = new ByteSize(count * factor);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The size in the largest unit that divides it: "256MiB".</summary>
    public override string ToString()
    {
        var bytes = Bytes;
        var (suffix, factor) = bytes == 0 ? ("B", 1) : Units.First(unit => bytes % unit.Factor == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{suffix}");
    }

    /// <summary>Whether the left is the smaller.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether the left is the larger.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether the left is not the larger.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether the left is not the smaller.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;
}
