using System.Buffers;
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

    private const int Least = 4096; // bytes: what most languages have beside the program

    /// <summary>The key of a program.</summary>
    /// <param name="draft">Its text, its steps with their limits, and its language's way to judge.</param>
    /// <param name="imageDigest">The image that it runs in, the runner included.</param>
    /// <param name="proof">What a pass must show.</param>
    public static ProgramKey Of(ProgramDraft draft, string imageDigest, PassProof proof)
    {
        // All of it first, then one hash: each way into the library that hashes costs more than what most of these texts do.
        var bytes = new ArrayBufferWriter<byte>(Least + draft.Text.Length);
        var language = draft.Language;
        Add(bytes, JudgeVersion, imageDigest, proof.ToString(), language.FileName, draft.Text, language.Epilogue, language.Control);
        Add(bytes, $"{language.EpiloguePlace}");
        foreach (var rewrite in language.Rewrites)
        {
            Add(bytes, "rewrite", rewrite.Pattern.ToString(), rewrite.Replacement);
        }

        foreach (var companion in language.Companions)
        {
            Add(bytes, "companion", companion.Name, companion.Content, $"{companion.Capture}");
        }

        foreach (var (name, value) in language.Environment.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            Add(bytes, "environment", name, value);
        }

        Add(bytes, [.. draft.Helper]);
        Add(bytes, [.. draft.CompileServer]);
        Add(bytes, [.. draft.Groups]);
        Add(bytes, [.. draft.Results]);
        foreach (var file in draft.Data)
        {
            Add(bytes, "file", file.Name, file.Content, $"{file.Step}");
        }

        foreach (var step in draft.Steps)
        {
            Add(bytes, "step", step.Kind.ToString(), step.Warm ? "warm" : "fresh", TextOf(step.Limits));
            Add(bytes, [.. step.Command]);
            if (step.Host is { } host)
            {
                // Which version of the compiler it is stands in the digest.
                Add(bytes, "host", host.Compiler, host.Output);
                Add(bytes, [.. host.References]);
                Add(bytes, [.. host.Options.OrderBy(option => option.Key, StringComparer.Ordinal).SelectMany(option => new[] { option.Key, option.Value })]);
            }
        }

        foreach (var rule in language.FailureRules)
        {
            Add(bytes, "rule", rule.Verdict.ToString(), $"{rule.Step}", $"{rule.Stdout}", $"{rule.Stderr}", $"{rule.ExitCode}");
        }

        return new ProgramKey(Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan)));
    }

    private static string TextOf(Limits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{limits.WallTime.Ticks} {limits.CpuTime.Ticks} {limits.Memory.Bytes} {limits.Output.Bytes} {limits.Files.Bytes} {limits.Processes}");

    // Each text behind its length, so that no two lists of texts give the same bytes.
    private static void Add(ArrayBufferWriter<byte> bytes, params ReadOnlySpan<string> texts)
    {
        AddNumber(bytes, texts.Length);
        foreach (var text in texts)
        {
            AddNumber(bytes, Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, bytes);
        }
    }

    private static void AddNumber(ArrayBufferWriter<byte> bytes, int number)
    {
        BitConverter.TryWriteBytes(bytes.GetSpan(sizeof(int)), number);
        bytes.Advance(sizeof(int));
    }
}
