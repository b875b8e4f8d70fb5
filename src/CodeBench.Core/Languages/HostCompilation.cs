namespace CodeBench.Core.Languages;

/// <summary>
/// How a compile step can be done by a compiler in this process, so that the container only runs what it makes. What that
/// compiler declines, the step's command does.
/// </summary>
/// <param name="Compiler">The compiler's id.</param>
/// <param name="Output">The plain name of the file that it makes in the program's folder.</param>
/// <param name="References">Full paths of the image's files that programs are compiled against.</param>
/// <param name="Options">What else the compiler is told; it knows the names.</param>
public sealed record HostCompilation(
    string Compiler, string Output, IReadOnlyList<string> References, IReadOnlyDictionary<string, string> Options);
