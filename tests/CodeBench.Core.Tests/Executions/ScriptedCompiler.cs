using System.Text;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Tests.Executions;

/// <summary>A compiler of this process that does what the program says.</summary>
internal sealed class ScriptedCompiler : IHostCompiler, IProgramCompiler
{
    public static TimeSpan Time { get; } = TimeSpan.FromMilliseconds(30);

    public string Id => "scripted";

    public string Version => "1.2";

    public List<string> References { get; } = [];

    public bool IsDisposed { get; private set; }

    public IProgramCompiler Open(HostCompilation host, IReadOnlyList<ReadOnlyMemory<byte>> references, int workers)
    {
        References.AddRange(references.Select(reference => Encoding.UTF8.GetString(reference.Span)));
        return host.Options.Count == 0 ? this : throw new ArgumentException("There is no such option.");
    }

    public Task<HostCompilationResult?> CompileAsync(string fileName, string text, Limits limits, CancellationToken cancellationToken) =>
        Task.FromResult(text switch
        {
            "wrong" => new HostCompilationResult(null, $"{fileName}: wrong\n", Time),
            "large" => null,
            _ => new HostCompilationResult(Encoding.UTF8.GetBytes($"made of {text}"), "", Time),
        });

    public void Dispose() => IsDisposed = true;
}
