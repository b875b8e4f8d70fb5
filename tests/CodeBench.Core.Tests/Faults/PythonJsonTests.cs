using System.Text;
using CodeBench.Core.Problems;
using CodeBench.Core.Tests.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Faults;

public sealed class PythonJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[[-Infinity, Infinity]]", "[[-1e999, 1e999]]")]
    [InlineData("[[\"Infinity\"]]", "[[\"Infinity\"]]")]
    [InlineData("[[\"a\\\"Infinity\", Infinity]]", "[[\"a\\\"Infinity\", 1e999]]")]
    [InlineData("[[\"\\\\\", Infinity]]", "[[\"\\\\\", 1e999]]")]
    public void Load_InfinityInAJsonField_IsANumberTooLargeForAnyType(string written, string read)
    {
        InputTestsText.Write(_folder);
        var text = InputTestsText.Records.Replace("[[1e-3], [\"\\u00e9\"]]", written, StringComparison.Ordinal);
        Assert.NotEqual(InputTestsText.Records, text);
        File.WriteAllText(_folder.PathOf("problems/calls+/calls.jsonl"), text, new UTF8Encoding(false));
        var set = InputTestsText.Library(_folder).Load(new SuiteName("calls+", null), [])[0];
        Assert.Equal(read, set.Problems[0].Fields["plus_input"]);
    }
}
