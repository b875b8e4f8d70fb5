using System.Text.RegularExpressions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Tests;

/// <summary>Made-up languages for tests.</summary>
internal static class TestLanguages
{
    /// <summary>A language that compiles and runs, and has a few rules.</summary>
    public static Language Compiled { get; } = new()
    {
        Id = "toy",
        Name = "Toy",
        Folder = "/languages/toy",
        FileName = "program.toy",
        Steps =
        [
            new Step(StepKind.Compile, ["toyc", "program.toy"], new Limits { WallTime = TimeSpan.FromSeconds(30), Memory = ByteSize.FromMebibytes(900) }),
            new Step(StepKind.Run, ["./program"], new Limits { CpuTime = TimeSpan.FromSeconds(5), WallTime = TimeSpan.FromSeconds(20) }),
        ],
        Environment = new Dictionary<string, string> { ["TOY"] = "1" },
        Epilogue = "print(\"{{ word }}\")\n",
        FailureRules =
        [
            new FailureRule(Verdict.WrongAnswer, StepKind.Run, null, new Regex("assertion"), null),
            new FailureRule(Verdict.MemoryExceeded, null, null, new Regex("memory"), null),
            new FailureRule(Verdict.WrongAnswer, StepKind.Run, null, new Regex("FAIL"), 0),
            new FailureRule(Verdict.TimedOut, StepKind.Run, null, null, 124),
        ],
        Variants = [new LanguageVariant("script", [new Step(StepKind.Run, ["toy", "program.toy"], new Limits())])],
        Limits = new Limits(),
    };
}
