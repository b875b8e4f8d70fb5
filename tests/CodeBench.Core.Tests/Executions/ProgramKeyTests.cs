using System.Text.RegularExpressions;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Tests.Executions;

/// <summary>Whatever decides an outcome is in its key: no two programs that may fare differently share one.</summary>
public sealed class ProgramKeyTests
{
    private static readonly Language Toy = TestLanguages.Compiled with
    {
        Helper = new WarmHelper(["toyd"], ByteSize.FromMebibytes(1)),
        Control = "fail()",
    };

    private static readonly Step Run = new(StepKind.Run, ["./program"], new Limits()) { Warm = true };

    private static readonly HostCompilation Host = new("toyc", "program", ["/lib/toy"], new Dictionary<string, string> { ["level"] = "3" });

    private static readonly ProgramDraft Draft = new() { Language = Toy, Text = "text", Steps = [Run] };

    [Fact]
    public void Of_ProgramsThatDifferInAnything_AreDifferent()
    {
        ProgramDraft[] drafts =
        [
            Draft,
            Draft with { Text = "other" },
            Draft with { Steps = [Run with { Command = ["./program", ""] }] },
            Draft with { Steps = [Run with { Kind = StepKind.Compile }] },
            Draft with { Steps = [Run with { Warm = false }] },
            Draft with { Steps = [Run with { Host = Host }] },
            Draft with { Steps = [Run with { Host = Host with { Compiler = "another" } }] },
            Draft with { Steps = [Run with { Host = Host with { Output = "another" } }] },
            Draft with { Steps = [Run with { Host = Host with { References = ["/lib/another"] } }] },
            Draft with { Steps = [Run with { Host = Host with { Options = new Dictionary<string, string> { ["level"] = "4" } } }] },
            Draft with { Steps = [Run, Run] },
            Draft with { Steps = [Run with { Limits = new Limits { Processes = 1 } }] },
            Draft with { Language = Toy with { Helper = null } },
            Draft with { Language = Toy with { Helper = Toy.Helper! with { Command = ["toyd", "-2"] } } },
            Draft with { Language = Toy with { FileName = "other.toy" } },
            Draft with { Language = Toy with { Epilogue = "say {{ word }}" } },
            Draft with { Language = Toy with { Control = "die()" } },
            Draft with { Language = Toy with { Environment = new Dictionary<string, string> { ["TOY"] = "2" } } },
            Draft with { Language = Toy with { FailureRules = [] } },
            Draft with { Language = Toy with { EpiloguePlace = new Regex("end") } },
            Draft with { Language = Toy with { Rewrites = [new TextRewrite(new Regex("a"), "b")] } },
            Draft with { Language = Toy with { Rewrites = [new TextRewrite(new Regex("a"), "c")] } },
            Draft with { Language = Toy with { Companions = [new CompanionFile("a", "b", null)] } },
            Draft with { Language = Toy with { Companions = [new CompanionFile("a", "b", new Regex("c"))] } },
        ];
        var keys = drafts.Select(draft => ProgramKey.Of(draft, "image", PassProof.Word))
            .Append(ProgramKey.Of(Draft, "another image", PassProof.Word))
            .Append(ProgramKey.Of(Draft, "image", PassProof.Control));
        Assert.Equal(drafts.Length + 2, keys.Distinct().Count());
    }

    [Fact]
    public void Of_HelperThatNoStepUses_IsNoMatter()
    {
        var fresh = Draft with { Steps = [Run with { Warm = false }] };
        var without = fresh with { Language = Toy with { Helper = null } };
        Assert.Equal(ProgramKey.Of(without, "image", PassProof.Word), ProgramKey.Of(fresh, "image", PassProof.Word));
    }
}
