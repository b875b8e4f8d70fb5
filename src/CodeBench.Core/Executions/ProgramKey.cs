using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Executions;

/// <summary>
/// The address of an outcome: the hash of all that decides it. Two programs with the same key need be judged only once.
/// </summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public readonly record struct ProgramKey(string Sha256)
{
    // Part of every key: a judge that decides otherwise, or outcomes of another form, must not find old ones.
    private const string JudgeVersion = "4";

    /// <summary>The key of a program.</summary>
    /// <param name="draft">Its text, its steps with their limits, and its language's way to judge.</param>
    /// <param name="imageDigest">The image that it runs in, the runner included.</param>
    /// <param name="proof">What a pass must show.</param>
    public static ProgramKey Of(ProgramDraft draft, string imageDigest, PassProof proof)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var language = draft.Language;
        Add(hash, JudgeVersion, imageDigest, proof.ToString(), language.FileName, draft.Text, language.Epilogue, language.Control);
        Add(hash, $"{language.EpiloguePlace}");
        foreach (var rewrite in language.Rewrites)
        {
            Add(hash, "rewrite", rewrite.Pattern.ToString(), rewrite.Replacement);
        }

        foreach (var companion in language.Companions)
        {
            Add(hash, "companion", companion.Name, companion.Content, $"{companion.Capture}");
        }

        foreach (var (name, value) in language.Environment.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            Add(hash, "environment", name, value);
        }

        Add(hash, [.. draft.Helper]);
        Add(hash, [.. draft.CompileServer]);
        Add(hash, [.. draft.Groups]);
        Add(hash, [.. draft.Results]);
        foreach (var file in draft.Data)
        {
            Add(hash, "file", file.Name, file.Content, $"{file.Step}");
        }

        foreach (var step in draft.Steps)
        {
            Add(hash, "step", step.Kind.ToString(), step.Warm ? "warm" : "fresh", TextOf(step.Limits));
            Add(hash, [.. step.Command]);
            if (step.Host is { } host)
            {
                // Which version of the compiler it is stands in the digest.
                Add(hash, "host", host.Compiler, host.Output);
                Add(hash, [.. host.References]);
                Add(hash, [.. host.Options.OrderBy(option => option.Key, StringComparer.Ordinal).SelectMany(option => new[] { option.Key, option.Value })]);
            }
        }

        foreach (var rule in language.FailureRules)
        {
            Add(hash, "rule", rule.Verdict.ToString(), $"{rule.Step}", $"{rule.Stdout}", $"{rule.Stderr}", $"{rule.ExitCode}");
        }

        return new ProgramKey(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string TextOf(Limits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{limits.WallTime.Ticks} {limits.CpuTime.Ticks} {limits.Memory.Bytes} {limits.Output.Bytes} {limits.Files.Bytes} {limits.Processes}");

    // Each text behind its length, so that no two lists of texts give the same bytes.
    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(length, texts.Length);
        hash.AppendData(length);
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BitConverter.TryWriteBytes(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
