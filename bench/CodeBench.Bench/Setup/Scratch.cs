namespace CodeBench.Bench.Setup;

/// <summary>A fresh folder that goes with the measurement.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("codebench-bench-").FullName;

    /// <summary>The full path of something in it.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
