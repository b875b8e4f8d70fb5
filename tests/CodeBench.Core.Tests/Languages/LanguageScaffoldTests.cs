using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Languages.Scaffold;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Languages;

public sealed class LanguageScaffoldTests : IDisposable
{
    private static readonly LanguageDraft Draft = new()
    {
        Id = "toy-2",
        FileName = "program.toy",
        Packages = ["toy", "toy-dev"],
        Compile = "toyc -o program -D X=1 program.toy",
        Run = "./program",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_WhatIsKnown_StandsInTheDefinition()
    {
        var language = LanguageReader.Read(LanguageScaffold.Create(_folder.Path, Draft));

        Assert.Equal(("toy-2", "Toy-2", "program.toy"), (language.Id, language.Name, language.FileName));
        Assert.Equal([["toyc", "-o", "program", "-D", "X=1", "program.toy"], ["./program"]], language.Steps.Select(step => step.Command));
        Assert.Contains("install -y -q --no-install-recommends toy toy-dev", File.ReadAllText(_folder.PathOf("toy-2/Dockerfile")));
    }

    [Fact]
    public void Create_WhatIsNotKnown_IsABlankThatIsNamed()
    {
        var folder = LanguageScaffold.Create(_folder.Path, Draft with { Run = null, Compile = null, Packages = [] });
        var blanks = LanguageBlanks.Find(folder);

        Assert.Equal(RequiredSmokeCase.All.Select(item => item.Name).Order(), blanks
            .Select(blank => Path.GetRelativePath(folder, blank.Where).Split('/'))
            .Where(parts => parts[0] == "smoke")
            .Select(parts => parts[1])
            .Order());
        Assert.Equal(4, blanks.Count(blank => blank.Where.EndsWith("language.yaml", StringComparison.Ordinal)));
        Assert.Single(blanks, blank => blank.Where.EndsWith("Dockerfile", StringComparison.Ordinal));
        Assert.Contains(blanks, blank => blank.Message.EndsWith("a function that never returns", StringComparison.Ordinal));
        Assert.All(blanks, blank => Assert.NotNull(blank.Line));
    }

    [Fact]
    public void Read_SmokeProgramsOfAFolderWithBlanks_NamesEachBlank()
    {
        var language = LanguageReader.Read(LanguageScaffold.Create(_folder.Path, Draft));

        Assert.Equal(LanguageBlanks.Find(language.Folder), Assert.Throws<InvalidInputException>(() => SmokeReader.Read(language)).Faults);
    }

    [Fact]
    public void Read_SmokeProgramsOnceFilledIn_HaveTheVerdictsOfTheCases()
    {
        var language = LanguageReader.Read(LanguageScaffold.Create(_folder.Path, Draft));
        foreach (var file in Directory.GetFiles(language.Folder, "*", SearchOption.AllDirectories))
        {
            File.WriteAllText(file, File.ReadAllText(file).Replace(LanguageBlanks.Mark, "filled", StringComparison.Ordinal));
        }

        Assert.Equal(
            RequiredSmokeCase.All.Select(item => (item.Name, item.Verdict)), SmokeReader.Read(language).Select(item => (item.Name, item.Verdict)));
    }

    [Theory]
    [InlineData("Toy", "program.toy", "ID")]
    [InlineData("../toy", "program.toy", "ID")]
    [InlineData("toy", "src/program.toy", "--file")]
    [InlineData("toy", "program", "--file")]
    public void Create_WrongName_IsRefusedAndLeavesNothing(string id, string file, string where)
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(
            () => LanguageScaffold.Create(_folder.PathOf("languages"), Draft with { Id = id, FileName = file })).Faults);

        Assert.Equal(where, fault.Where);
        Assert.False(Directory.Exists(_folder.PathOf("languages")));
    }

    [Fact]
    public void Create_FolderThatIsThere_IsLeftAlone()
    {
        _folder.Write("toy-2/mine", "kept");

        Assert.Throws<InvalidInputException>(() => LanguageScaffold.Create(_folder.Path, Draft));
        Assert.Equal(["mine"], Directory.GetFiles(_folder.PathOf("toy-2")).Select(Path.GetFileName));
    }
}
