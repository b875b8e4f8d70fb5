using CodeBench.Core.Faults;
using CodeBench.Core.Problems;
using CodeBench.Core.Reports.References;
using CodeBench.Core.Scores;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Pages;

/// <summary>Published scores stand beside a run's own, where their files are at hand.</summary>
public sealed class ReferenceLibraryTests : IDisposable
{
    private const string Header = "model,benchmark,language,score,halfwidth,source\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tables_HaveWhatTheRunHas()
    {
        var library = Library(Header + "M,HumanEval,Python,72.6,6.8,where, table 1\nM,MBPP,Python,60,4.3,x\nN,HumanEval,Python,1,2,x\nO,MBPP,Python,1,2,x\n");
        var table = Assert.Single(library.TablesFor(Sheet(("humaneval", "python"), ("other", "lua"))));
        Assert.Equal(["humaneval python"], table.Columns);
        Assert.Equal(["M 72.6 ± 6.8", "N 1.0 ± 2.0"], table.Rows.Select(row => $"{row.Name} {row.Cells.Single()}"));
        Assert.Empty(library.TablesFor(Sheet(("other", "lua"))));
    }

    [Fact]
    public void Line_ThatIsNone_IsNamed()
    {
        var library = Library(Header + "M,HumanEval,Python,72.6,6.8,x\nM,HumanEval,Python,much,6.8,x\n");
        var exception = Assert.Throws<InvalidInputException>(() => library.TablesFor(Sheet(("humaneval", "python"))));
        Assert.Equal(3, Assert.Single(exception.Faults).Line);
    }

    [Fact]
    public void File_ThatIsNotHere_IsNoFault() =>
        Assert.Empty(new ReferenceLibrary(PublishedFileReader.Read(Repository.PathOf("problems")), Files(_folder.Path)).TablesFor(Sheet(("humaneval", "python"))));

    [Fact]
    public void TablesOfTheReport_AreFoundInTheSharedData()
    {
        SharedData.Require("llama3/table18.csv");
        var library = new ReferenceLibrary(PublishedFileReader.Read(Repository.PathOf("problems")), Files(SharedData.Require("llama3")));
        var tables = library.TablesFor(Sheet(("humaneval", "python"), ("mbpp+base", "python"), ("multipl-e-humaneval", "csharp"), ("multipl-e-mbpp", "bash")));
        Assert.Equal(2, tables.Count);
        Assert.Equal(["72.6 ± 6.8", "72.8 ± 4.5"], tables[0].Rows.Single(row => row.Name == "Llama 3 8B").Cells);
        Assert.Equal(["multipl-e-humaneval csharp", "multipl-e-mbpp bash"], tables[1].Columns);
        Assert.All(tables[1].Rows, row => Assert.All(row.Cells, cell => Assert.NotEmpty(cell)));
    }

    private static ScoreSheet Sheet(params (string Suite, string Language)[] scores) => new()
    {
        Faults = 0,
        Scores =
        [
            .. scores.Select(score => new SuiteScore
            {
                Suite = score.Suite,
                Language = score.Language,
                Problems = 1,
                Samples = 1,
                PassAt = new Dictionary<int, PassAtScore>(),
                Verdicts = new Dictionary<string, int>(),
            }),
        ],
    };

    private static BenchmarkFiles Files(string data) => new(new BenchmarkFolders { Cache = Path.Combine(data, "no-cache"), Data = data });

    private ReferenceLibrary Library(string text)
    {
        var path = _folder.PathOf("any.csv");
        File.WriteAllText(path, text);
        var file = new PinnedFile { Name = "table.csv", Sha256 = Hashes.Of(text), Size = new FileInfo(path).Length };
        var suites = new Dictionary<string, string> { ["HumanEval"] = "humaneval", ["MBPP"] = "mbpp" };
        return new ReferenceLibrary([new PublishedFile("T", "where", file, suites, new Dictionary<string, string> { ["Python"] = "python" })], Files(_folder.Path));
    }
}
