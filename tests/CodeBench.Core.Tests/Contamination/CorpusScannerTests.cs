using System.Text;
using CodeBench.Core.Contamination;
using CsCheck;

namespace CodeBench.Core.Tests.Contamination;

public sealed class CorpusScannerTests
{
    // Few words, so that eight in a row come again.
    private static readonly string[] Words = ["a", "b", "ab", "_1", "é", " ", " ", " ", "\n", "\t", "(", "):", "..", "a b a b a b a b", "(a, b)", "nineteen_characters", "====", "\u007f"];
    private static readonly Gen<string> Texts = Gen.Int[0, Words.Length - 1].Select(i => Words[i]).List[0, 120].Select(string.Concat);

    [Fact]
    public void Scanner_FindsWhatThePlainDefinitionFinds_InPiecesOfAnySize() =>
        Gen.Select(Texts.List[1, 4], Texts.List[1, 4], Gen.Int[1, 400]).Sample((examples, documents, piece) =>
        {
            var overlaps = Scan([.. examples.Select(text => new ExampleText(text, text, null))], [.. documents], piece);
            return examples.Zip(overlaps).All(pair =>
                pair.Second.Tokens == NaiveOverlap.Tokens(pair.First).Count
                && pair.Second.Covered == NaiveOverlap.Covered(pair.First, documents)
                && pair.Second.Matches == NaiveOverlap.Matches(pair.First, documents));
        });

    [Theory]
    [InlineData("one two three four five six seven eight", 8)]
    [InlineData("zero one two three four five six seven eight nine", 8)]
    [InlineData("one\ttwo\r\nthree   four five six seven eight", 8)]
    [InlineData("one two three four five six seven", 0)] // seven are no gram
    [InlineData("one two three four five six seven Eight", 0)] // case is kept
    [InlineData("one two three four, five six seven eight", 0)]
    [InlineData("one two three four five six seven eighth", 0)]
    public void Overlap_IsOfTokensInARow(string document, int covered) =>
        Assert.Equal(covered, Scan([new ExampleText("t", "one two three four five six seven eight", null)], [document], 3)[0].Covered);

    [Fact]
    public void Overlap_CountsEachTokenOnce_AndReachesFromPromptToSolution()
    {
        var example = new ExampleText("t", "a b c d e f", "g h i j k l m n o p");
        var overlap = Scan([example], ["x c d e f g h i j k y", "h i j k l m n o"], 5)[0];
        Assert.Equal((16, 13), (overlap.Tokens, overlap.Covered)); // c to o
        Assert.Equal(13 / 16.0, overlap.Share);
    }

    [Fact]
    public void Documents_AreNotJoined() =>
        Assert.Equal(0, Scan([new ExampleText("t", "a b c d e f g h", null)], ["a b c d", "e f g h"], 100)[0].Covered);

    [Fact]
    public void Prompt_IsFoundWordForWord_WithItsPlaces()
    {
        var example = new ExampleText("t", "def add(a, b):\n    \"\"\"Add a and b.\"\"\"\n", "return a + b");
        var copy = "import os\ndef add( a, b ):\n\t\"\"\"Add a\nand b.\"\"\"\n  return b + a\n";
        var overlap = Scan([example], [copy.Replace("( a, b )", "(a, b)", StringComparison.Ordinal), "def add(a, b): \"\"\"Add a and c.\"\"\""], 7)[0];
        Assert.Equal(1, overlap.Matches);
        Assert.Equal(new PromptPlace("file", 1, 10), Assert.Single(overlap.Places));
    }

    [Fact]
    public void Places_AreTheFirstOfTheCorpus_InWhateverOrderTheyAreFound()
    {
        var index = new GramIndex([new ExampleText("t", "a b c d e f g h", null)]);
        var findings = new CorpusFindings(index);
        foreach (var order in new[] { 7, 3, 9, 1, 8, 2, 6 })
        {
            var scanner = new CorpusScanner(index, findings);
            scanner.Begin($"{order}", order, null);
            scanner.Feed("a b c d e f g h"u8);
            scanner.End();
        }

        var overlap = findings.Overlaps()[0];
        Assert.Equal(7, overlap.Matches);
        Assert.Equal(["1", "2", "3", "6", "7"], overlap.Places.Select(place => place.File));
    }

    [Fact]
    public void TextThatIsTooShort_IsNeverFound()
    {
        var overlap = Scan([new ExampleText("t", "one two three", null), new ExampleText("u", "", null)], ["one two three one two three one two three"], 4);
        Assert.All(overlap, each => Assert.Equal((0, 0L), (each.Covered, each.Matches)));
        Assert.Equal((3, 0), (overlap[0].Tokens, overlap[1].Tokens));
    }

    private static IReadOnlyList<ProblemOverlap> Scan(ExampleText[] examples, string[] documents, int piece)
    {
        var index = new GramIndex(examples);
        var findings = new CorpusFindings(index);
        var scanner = new CorpusScanner(index, findings);
        for (var i = 0; i < documents.Length; i++)
        {
            scanner.Begin("file", 0, i + 1);
            foreach (var bytes in Encoding.UTF8.GetBytes(documents[i]).Chunk(piece))
            {
                scanner.Feed(bytes);
            }

            scanner.End();
        }

        Assert.Equal(documents.Length, findings.Documents);
        return findings.Overlaps();
    }
}
