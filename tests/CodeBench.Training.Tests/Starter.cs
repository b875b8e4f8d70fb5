using CodeBench.Testing;
using CodeBench.Training.Corpus;

namespace CodeBench.Training.Tests;

/// <summary>The repository's own starter suite, as the training program sees it.</summary>
internal static class Starter
{
    public static string Folder { get; } = Repository.PathOf("problems", "starter");

    public static IReadOnlyList<StarterProblem> Problems { get; } =
        StarterReader.Read<StarterProblem>(Path.Combine(Folder, "starter.jsonl"));

    public static IReadOnlyList<WrongSolution> Wrong { get; } =
        StarterReader.Read<WrongSolution>(Path.Combine(Folder, "wrong.jsonl"));
}
