using System.Text;
using CodeBench.Generation.Tokens;

namespace CodeBench.Generation.Tests.Tokens;

internal sealed class ByteTokenizer : ITokenizer
{
    private static readonly byte[] All = [.. Enumerable.Range(0, 256).Select(one => (byte)one)];

    public int VocabularySize => 257;

    public string Kind => "bytes";

    public IReadOnlyList<int> Encode(string text) => [.. Encoding.UTF8.GetBytes(text).Select(one => (int)one)];

    public ReadOnlySpan<byte> BytesOf(int id) => id < 256 ? All.AsSpan(id, 1) : default;
}
