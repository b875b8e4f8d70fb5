using CodeBench.Testing;

namespace CodeBench.Architecture.Tests;

/// <summary>Projects form a star: the leaves see Core alone, and only the programs at the edge see the leaves.</summary>
public sealed class StarTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["CodeBench.Core"] = ([], ["YamlDotNet", "Fluid.Core", "MathNet.Numerics", "OxyPlot.Core", "ZstdSharp.Port"]),
        ["CodeBench.Generation"] = (
            ["CodeBench.Core"],
            ["Blake3", "TorchSharp", "libtorch-cpu-linux-x64", "TorchSharp-cuda-linux", "Microsoft.ML.Tokenizers", "Google.Protobuf", "Polly.Core"]),
        ["CodeBench.Execution"] = (["CodeBench.Core"], ["Docker.DotNet.Enhanced", "CliWrap", "Polly.Core"]),
        ["CodeBench.Cache"] = (["CodeBench.Core"], ["Microsoft.Data.Sqlite"]),
        ["CodeBench.Syntax"] = (["CodeBench.Core"], ["Microsoft.CodeAnalysis.CSharp"]),
        ["CodeBench.Exports"] = (["CodeBench.Core"], ["CsvHelper", "Parquet.Net"]),
        ["CodeBench.Submission"] = (["CodeBench.Core"], ["CliWrap", "YamlDotNet"]),
        ["CodeBench.Training"] = (["CodeBench.Core", "CodeBench.Generation"], ["System.CommandLine"]),
        ["CodeBench.Cli"] = (
            ["CodeBench.Core", "CodeBench.Generation", "CodeBench.Execution", "CodeBench.Cache", "CodeBench.Syntax", "CodeBench.Exports", "CodeBench.Submission"],
            ["System.CommandLine", "Spectre.Console"]),
    };

    [Fact]
    public void Projects_AreThoseOfTheDesign() => Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), House.Projects);

    [Fact]
    public void ProjectReferences_FormAStar()
    {
        var wrong =
            from project in House.Projects
            from reference in House.ProjectFileOf(project).Descendants("ProjectReference")
            let name = Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)
            where !Allowed[project].Projects.Contains(name)
            select $"{project} must not see {name}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void PackageReferences_StayBehindTheirWalls()
    {
        var wrong =
            from project in House.Projects
            from reference in House.ProjectFileOf(project).Descendants("PackageReference")
            let name = reference.Attribute("Include")?.Value
            where name is not null && !Allowed[project].Packages.Contains(name)
            select $"{project} must not use {name}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void PackageVersions_StandInOnePlace()
    {
        var wrong = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Version=\"", StringComparison.Ordinal))
            .Select(House.Relative);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Docker.DotNet", "CodeBench.Execution")]
    [InlineData("CliWrap", "CodeBench.Execution", "CodeBench.Submission")]
    [InlineData("TorchSharp", "CodeBench.Generation", "CodeBench.Training")]
    [InlineData("Microsoft.Data.Sqlite", "CodeBench.Cache")]
    [InlineData("Microsoft.CodeAnalysis", "CodeBench.Syntax")]
    [InlineData("CsvHelper", "CodeBench.Exports")]
    [InlineData("Parquet", "CodeBench.Exports")]
    [InlineData("Spectre.Console", "CodeBench.Cli")]
    public void Namespaces_OfHeavyPackages_StayBehindTheirWalls(string package, params string[] homes)
    {
        var wrong = House.Projects.Except(homes)
            .SelectMany(House.SourcesOf)
            .Where(file => File.ReadAllText(file).Contains("using " + package, StringComparison.Ordinal))
            .Select(House.Relative);
        Assert.Empty(wrong);
    }
}
