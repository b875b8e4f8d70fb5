using System.Formats.Tar;
using CodeBench.Execution.Containers;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Containers;

public sealed class BuildContextTests
{
    [Fact]
    public void Hash_SameContentInAnotherFolder_IsTheSame()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        one.Write("Dockerfile", "FROM x");
        one.Write("lib/a.txt", "a");
        two.Write("lib/a.txt", "a");
        two.Write("Dockerfile", "FROM x");
        Assert.Equal(All(one).Hash("base"), All(two).Hash("base"));
        Assert.Matches("^[0-9a-f]{12}$", All(one).Hash());
    }

    [Fact]
    public void Hash_ContentNameOrOtherInputChanges_Changes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", "FROM x");
        var before = All(folder).Hash("base");
        Assert.NotEqual(before, All(folder).Hash("other"));
        Assert.NotEqual(All(folder).Hash("ab", "c"), All(folder).Hash("a", "bc"));
        folder.Write("Dockerfile", "FROM y");
        Assert.NotEqual(before, All(folder).Hash("base"));
        folder.Write("Dockerfile", "FROM x");
        folder.Write("more", "");
        Assert.NotEqual(before, All(folder).Hash("base"));
    }

    [Theory]
    [InlineData("Dockerfile", true)]
    [InlineData("helper/server.py", true)]
    [InlineData("language.yaml", false)]
    [InlineData("smoke/right/program.py", false)]
    [InlineData("README.md", false)]
    public void IsPartOfImage_FileOfALanguage_CountsOnlyWhereTheImageHoldsIt(string name, bool expected) =>
        Assert.Equal(expected, LanguageImageBuilder.IsPartOfImage(name));

    [Fact]
    public void ToTar_Context_HoldsItsFilesWithTheirContent()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Dockerfile", "FROM x");
        folder.Write("smoke/right/program.py", "pass");
        using var reader = new TarReader(BuildContext.OfFolder(folder.Path, LanguageImageBuilder.IsPartOfImage).ToTar());
        var entry = reader.GetNextEntry()!;
        Assert.Equal("Dockerfile", entry.Name);
        Assert.Equal("FROM x", new StreamReader(entry.DataStream!).ReadToEnd());
        Assert.Null(reader.GetNextEntry());
    }

    private static BuildContext All(TemporaryFolder folder) => BuildContext.OfFolder(folder.Path, _ => true);
}
