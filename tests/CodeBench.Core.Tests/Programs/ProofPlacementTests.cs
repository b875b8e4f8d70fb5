using System.Text.RegularExpressions;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Programs;

/// <summary>Where the proof of a pass stands in a program, as its language says.</summary>
public sealed class ProofPlacementTests
{
    private static readonly ProofWord Word = new("proof42");

    private static readonly Language Toy = TestLanguages.Compiled with
    {
        Epilogue = "say {{ word }}",
        Control = "fail",
        EpiloguePlace = new Regex(@"(return 0;\s*)?\}\s*\z"),
    };

    [Theory]
    [InlineData("main {\n  test;\n}\n", "main {\n  test;\n\nsay proof42\n}\n")]
    [InlineData("f {}\nmain { test; return 0; }", "f {}\nmain { test; \nsay proof42\nreturn 0; }")]
    [InlineData("no brace", "no brace\nsay proof42")]
    public void Seal_LanguageWithAPlace_PutsTheEpilogueBeforeIt(string text, string expected) =>
        Assert.Equal(expected, Draft(Toy, text).Seal(Word).Files[0].Content);

    public static TheoryData<string> LanguagesWithLineComments => [.. Languages().Where(language => language.Answers?.LineComments.Count > 0).Select(language => language.Id)];

    /// <summary>What people write behind a program neither drives the proof out of it nor keeps its end from being rewritten.</summary>
    [Theory]
    [MemberData(nameof(LanguagesWithLineComments))]
    public void Seal_ProgramWithACommentAtItsEnd_IsWhatItIsWithoutTheComment(string id)
    {
        var language = Languages().Single(language => language.Id == id);
        var text = SmokeReader.Read(language).Single(smoke => smoke.Name == RequiredSmokeCase.All[0].Name).Program.TrimEnd('\n') + "\n";
        var comment = $"{language.Answers!.LineComments[0]} the end\n";

        var without = Draft(language, text).Seal(Word).Files[0].Content;
        var with = Draft(language, text + comment).Seal(Word).Files[0].Content;

        Assert.Contains(comment, with, StringComparison.Ordinal);
        Assert.Equal(without, with.Replace(comment, "", StringComparison.Ordinal));
    }

    [Fact]
    public void Seal_PlaceThatMatchesOften_IsTheLast() =>
        Assert.Equal("end end \nsay proof42\nend.", Draft(Toy with { EpiloguePlace = new Regex("end") }, "end end end.").Seal(Word).Files[0].Content);

    [Fact]
    public void SealControl_Control_StandsRightBeforeTheEpilogue() =>
        Assert.Equal("main {\nfail\nsay proof42\n}", Draft(Toy, "main {}").SealControl(Word).Files[0].Content);

    [Fact]
    public void Seal_WithoutAWord_LeavesTheTextAlone()
    {
        var language = Toy with { Rewrites = [new TextRewrite(new Regex("main"), "other")] };

        Assert.Equal("main {}", Draft(language, "main {}").Seal(null).Files[0].Content);
    }

    [Fact]
    public void Seal_Rewrites_ChangeTheLastMatchInTheirOrder()
    {
        var language = Toy with
        {
            EpiloguePlace = null,
            Rewrites = [new TextRewrite(new Regex(@"exit\((\w+)\)"), "status = $1"), new TextRewrite(new Regex("status = run"), "status = try")],
        };

        Assert.Equal("exit(run)\nstatus = try\nsay proof42", Draft(language, "exit(run)\nexit(run)").Seal(Word).Files[0].Content);
    }

    [Fact]
    public void Seal_Companions_HaveCapturesControlAndWord()
    {
        var language = Toy with
        {
            Epilogue = "",
            Companions =
            [
                new CompanionFile("proof.toy", "package {{ package }}; {{ control }}; say {{ word }}", new Regex(@"package (?<package>\w+)")),
                new CompanionFile("settings", "all", null),
            ],
        };
        var draft = Draft(language, "package first\npackage second {}");

        Assert.Equal(
            [new("program.toy", draft.Text), new("proof.toy", "package second; ; say proof42"), new("settings", "all")], draft.Seal(Word).Files);
        Assert.Equal("package second; fail; say proof42", draft.SealControl(Word).Files[1].Content);
        Assert.Equal(draft.Text, draft.SealControl(Word).Files[0].Content);
        Assert.Equal(["program.toy", "settings"], draft.Seal(null).Files.Select(file => file.Name));
        Assert.Equal(["program.toy", "settings"], Draft(language, "nothing to capture").Seal(Word).Files.Select(file => file.Name));
    }

    [Fact]
    public void Seal_PatternThatTakesTooLong_DoesNotMatch()
    {
        var language = Toy with { EpiloguePlace = new Regex("(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(50)) };
        var text = new string('a', 40) + "!";

        Assert.Equal($"{text}\nsay proof42", Draft(language, text).Seal(Word).Files[0].Content);
    }

    private static IReadOnlyList<Language> Languages() => LanguageCatalog.Read(Repository.PathOf("languages")).Languages;

    private static ProgramDraft Draft(Language language, string text) => new() { Language = language, Text = text, Steps = language.Steps };
}
