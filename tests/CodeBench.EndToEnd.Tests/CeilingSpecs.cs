using System.Text.RegularExpressions;
using CodeBench.Testing;

namespace CodeBench.EndToEnd.Tests;

/// <summary>
/// Which problems no right solution can pass: each is given one that returns, call by call, what its tests expect. Those that fail even so are
/// those that the suite's data name.
/// </summary>
[Trait("Category", "Container")]
public sealed partial class CeilingSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 1_800_000)]
    [InlineData("humaneval", 158, 110)]
    [InlineData("mbpp", 386, 275)]
    public async Task SolutionsThatReturnWhatIsExpected_FailWhereTheDataSaySo_AndNowhereElse(string data, int problems, int solvable)
    {
        Codebench.RequireEngine();
        var records = Samples.Read(SharedData.Require($"multipl-e/{data}-cs-reworded.jsonl.gz"));
        var programs = _folder.Write("programs.jsonl", Samples.Lines(records.Select(record => new
        {
            id = record.Field("name"),
            program = record.Field("prompt") + Body(record.Field("tests")) + "\n" + record.Field("tests"),
        })));
        var output = _folder.PathOf("verdicts.jsonl");

        var judged = await Codebench.RunAsync(
            ["judge", "--language", "csharp", "--programs", programs, "--out", output, "--workers", "2"], TestContext.Current.CancellationToken);
        Assert.True(judged.ExitCode == 0, judged.StandardError);
        var suite = (await Codebench.JsonAsync(0, ["suites", "verify", $"multipl-e-{data}:csharp"], TestContext.Current.CancellationToken))[0];

        var failed = Samples.Read(output).Where(line => line.Field("verdict") != "passed").Select(line => line.Field("id"));
        var unsolvable = suite.GetProperty("unsolvable").EnumerateObject().Select(item => item.Name);
        Assert.Equal(unsolvable.Order(StringComparer.Ordinal), failed.Order(StringComparer.Ordinal));
        Assert.Equal((problems, solvable), (suite.GetProperty("problems").GetInt32(), suite.GetProperty("solvable").GetInt32()));
    }

    /// <summary>The body of a function that returns at its n-th call what the n-th test compares it with.</summary>
    private static string Body(string tests)
    {
        var expected = Assertion().Matches(tests).Select(match => Expected(match.Groups["call"].Value)).ToList();
        return """
            var calls = (int)(System.AppDomain.CurrentDomain.GetData("calls") ?? 0);
            System.AppDomain.CurrentDomain.SetData("calls", calls + 1);
            switch (calls) {

            """ + string.Concat(expected.Select((value, call) => $"case {call}: return {value};\n")) + "default: throw new System.Exception(); }";
    }

    /// <summary>What stands behind the arguments of a call: "== value", or ".Equals(value)".</summary>
    private static string Expected(string call)
    {
        const string Equality = " == ";
        const string Method = ".Equals(";
        var rest = call[(EndOfArguments(call) + 1)..].TrimEnd();
        return rest.StartsWith(Equality, StringComparison.Ordinal) ? rest[Equality.Length..] : rest[Method.Length..^1];
    }

    private static int EndOfArguments(string call)
    {
        var (depth, quote) = (0, '\0');
        for (var at = call.IndexOf('(', StringComparison.Ordinal); at < call.Length; at++)
        {
            var character = call[at];
            if (quote != '\0')
            {
                at += character == '\\' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '"' or '\'')
            {
                quote = character;
            }
            else if (character is '(' or ')')
            {
                depth += character == '(' ? 1 : -1;
                if (depth == 0)
                {
                    return at;
                }
            }
        }

        throw new FormatException(call);
    }

    [GeneratedRegex(@"^\s*Debug\.Assert\((?<call>.*)\);\s*$", RegexOptions.Multiline)]
    private static partial Regex Assertion();
}
