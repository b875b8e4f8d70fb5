using CodeBench.Core.Problems;

namespace CodeBench.Core.Reports.References;

/// <summary>A table of published scores that is known, whether its file is at hand or not.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="File">Its file: lines of "model,benchmark,language,score,halfwidth,source", scores in per cent.</param>
/// <param name="Suites">Our names of its benchmarks.</param>
/// <param name="Languages">Our ids of its languages.</param>
public sealed record PublishedFile(
    string Title, string Source, PinnedFile File, IReadOnlyDictionary<string, string> Suites, IReadOnlyDictionary<string, string> Languages);
