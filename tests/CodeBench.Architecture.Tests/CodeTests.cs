using System.Text.RegularExpressions;
using CodeBench.Testing;
using Mono.Cecil;

namespace CodeBench.Architecture.Tests;

/// <summary>Rules that every source file keeps.</summary>
public sealed partial class CodeTests
{
    [Fact]
    public void Files_AreSmall()
    {
        var lines = House.Sources.Select(file => (File: House.Relative(file), Count: File.ReadLines(file).Count())).ToList();
        var sorted = lines.Select(item => item.Count).Order().ToList();
        Assert.DoesNotContain(lines, item => item.Count > 400);
        Assert.InRange(sorted[sorted.Count / 2], 1, 60);
        Assert.InRange(sorted[sorted.Count * 9 / 10], 1, 200);
    }

    [Fact]
    public void Files_HoldOnePublicTypeNamedAsTheFile()
    {
        var wrong =
            from file in House.Sources
            let types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).ToList()
            where types.Count > 1 || (types.Count == 1 && types[0] != Path.GetFileName(file).Split('.')[0])
            select $"{House.Relative(file)}: {string.Join(", ", types)}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Statics_AreReadOnly()
    {
        var wrong =
            from project in House.Projects
            from type in House.TypesOf(project)
            from field in type.Fields
            where field.IsStatic && !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal)
            select field.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void Records_OfCore_CannotBeChanged()
    {
        var wrong =
            from type in House.TypesOf("CodeBench.Core")
            where type.IsPublic
            from property in type.Properties
            where property.SetMethod is { IsPublic: true } setter
                && setter.ReturnType is not RequiredModifierType
            select property.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void PublicNumbers_HaveNoUnitInTheirNames()
    {
        string[] numbers = ["System.Int32", "System.Int64", "System.Double", "System.Single"];
        // The fields of executions.jsonl are a contract that scripts read: they keep their names.
        var wrong =
            from type in House.TypesOf("CodeBench.Core").Where(type => type.IsPublic && type.Namespace != "CodeBench.Core.Executions")
            from property in type.Properties
            where numbers.Contains(property.PropertyType.FullName) && UnitAtEnd().IsMatch(property.Name) && type.Name != "ByteSize"
            select property.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void CancellationTokens_ComeLast()
    {
        var wrong =
            from project in House.Projects
            from type in House.TypesOf(project)
            from method in type.Methods
            let at = method.Parameters.ToList().FindIndex(parameter => parameter.ParameterType.Name == nameof(CancellationToken))
            where method.IsPublic && at >= 0 && at != method.Parameters.Count - 1
            select method.FullName;
        Assert.Empty(wrong);
    }

    [Fact]
    public void Async_IsNeverBlockedOnNorVoid()
    {
        var wrong =
            from file in House.Sources
            let text = File.ReadAllText(file)
            where Blocking().IsMatch(text)
            select $"{House.Relative(file)}: {Blocking().Match(text).Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Languages_AreNeverNamedInCode()
    {
        // Languages are data: a name in C# would be a branch that a new folder under languages/ cannot take.
        // A single letter (D, R) says other things too.
        var ids = Directory.GetDirectories(Repository.PathOf("languages")).Select(folder => Path.GetFileName(folder)!).Where(id => id.Length > 1).ToHashSet();
        Assert.NotEmpty(ids);
        var wrong =
            from file in House.Sources
            from match in StringLiteral().Matches(WithoutComments(File.ReadAllText(file)))
            where ids.Contains(match.Groups["text"].Value)
            select $"{House.Relative(file)}: {match.Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Model_IsSmallPartsThatOnlyCompute()
    {
        var files = House.Sources.Where(file => House.Relative(file).StartsWith("src/CodeBench.Generation/Model/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        var wrong =
            from file in files
            let text = WithoutComments(File.ReadAllText(file))
            where text.Split('\n').Length > 150 || InputOrOutput().IsMatch(text)
            select House.Relative(file);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Suppressions_SayWhy()
    {
        var wrong =
            from file in House.Sources
            let lines = File.ReadAllLines(file)
            from number in Enumerable.Range(0, lines.Length)
            where lines[number].Contains("#pragma warning disable", StringComparison.Ordinal)
                && !lines[number].Contains("//", StringComparison.Ordinal)
                && (number == 0 || !lines[number - 1].TrimStart().StartsWith("//", StringComparison.Ordinal))
            select $"{House.Relative(file)}:{number + 1}";
        Assert.Empty(wrong);
    }

    private static string WithoutComments(string text) => LineComment().Replace(text, "");

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|partial|readonly|unsafe) )*(?:record struct|record class|class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\b(?:Console|File|Directory|Stream|Tokenizer)\b")]
    private static partial Regex InputOrOutput();

    [GeneratedRegex(@"(Ms|Millis|Milliseconds|Seconds|Minutes|Bytes|Kb|Mb|Gb)$")]
    private static partial Regex UnitAtEnd();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\basync void\b|(?<=Async\([^;\n]*\))\.(Result|Wait\(\))")]
    private static partial Regex Blocking();

    [GeneratedRegex("\"(?<text>[^\"\\\\\\n]*)\"")]
    private static partial Regex StringLiteral();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex LineComment();
}
