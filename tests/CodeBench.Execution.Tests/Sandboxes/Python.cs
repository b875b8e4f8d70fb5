using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Sandboxes;

/// <summary>Python, as far as the sandbox needs to know it.</summary>
internal static class Python
{
    public static Limits Limits { get; } = new()
    {
        WallTime = TimeSpan.FromSeconds(20),
        CpuTime = TimeSpan.FromSeconds(20),
        Memory = ByteSize.FromMebibytes(256),
        Files = ByteSize.FromMebibytes(32),
        Processes = 64,
    };

    public static Language Language { get; } = new()
    {
        Id = "python",
        Name = "Python",
        Folder = Repository.PathOf("languages", "python"),
        FileName = "program.py",
        Steps = [new Step(StepKind.Run, ["python3", "program.py"], Limits)],
        Epilogue = "print('{{ word }}')",
        Limits = Limits,
    };

    public static SourceProgram Program(string text, Limits? limits = null) => new()
    {
        Files = [new SourceFile("program.py", text)],
        Steps = [new Step(StepKind.Run, ["python3", "program.py"], limits ?? Limits)],
    };

    /// <summary>Runs a program that is one step.</summary>
    public static async Task<StepReport> RunAsync(ISandbox sandbox, string text, Limits? limits = null) =>
        Assert.Single(await sandbox.RunAsync(Program(text, limits), TestContext.Current.CancellationToken));
}
