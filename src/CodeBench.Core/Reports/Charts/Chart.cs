namespace CodeBench.Core.Reports.Charts;

/// <summary>A picture for a page.</summary>
/// <param name="Svg">An svg element whose colours are those of the page's style sheet.</param>
/// <param name="Caption">What it shows, in a sentence.</param>
/// <param name="Keys">What its colours stand for; empty where it has only one. They are text of the page: a picture cannot know how wide its letters are.</param>
public sealed record Chart(string Svg, string Caption, IReadOnlyList<ChartKey> Keys);
