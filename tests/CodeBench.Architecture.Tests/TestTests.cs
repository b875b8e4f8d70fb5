using System.Text.RegularExpressions;
using CodeBench.Testing;

namespace CodeBench.Architecture.Tests;

/// <summary>Rules that the tests themselves keep.</summary>
public sealed partial class TestTests
{
    private static IEnumerable<string> Files => Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories);

    [Fact]
    public void Tests_ThatAwait_HaveATimeout()
    {
        var wrong =
            from file in Files
            from match in AsyncTest().Matches(File.ReadAllText(file))
            where !match.Groups["attributes"].Value.Contains("Timeout", StringComparison.Ordinal)
            select $"{House.Relative(file)}: {match.Groups["name"].Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Tests_DoNotSleep()
    {
        var wrong = Files
            .Where(file => Path.GetFileName(file) != "TestTests.cs")
            .Where(file => Sleep().IsMatch(File.ReadAllText(file)))
            .Select(House.Relative);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Tests_AreNamedForWhatTheyPromise()
    {
        var wrong =
            from file in Files
            from match in AnyTest().Matches(File.ReadAllText(file))
            where !match.Groups["name"].Value.Contains('_', StringComparison.Ordinal)
            select $"{House.Relative(file)}: {match.Groups["name"].Value}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"(?<attributes>^[ \t]*\[(?:Fact|Theory)[^\n]*\n(?:[ \t]*\[[^\n]*\n)*)[ \t]*public async (?:Task|ValueTask) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AsyncTest();

    [GeneratedRegex(@"^[ \t]*\[(?:Fact|Theory)[^\n]*\n(?:[ \t]*\[[^\n]*\n)*[ \t]*public (?:static )?(?:async )?(?:void|Task|ValueTask) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyTest();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\(\d")]
    private static partial Regex Sleep();
}
