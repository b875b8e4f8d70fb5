using System.Text.Encodings.Web;
using CodeBench.Core.Faults;
using CodeBench.Core.Gates;
using CodeBench.Core.Reports.Page;
using CodeBench.Core.Reports.Samples;
using Fluid;

namespace CodeBench.Core.Reports;

/// <summary>Writes a report from a template that is part of this assembly.</summary>
public sealed class ReportWriter
{
    private readonly IFluidTemplate _template;
    private readonly TextEncoder _encoder;

    private ReportWriter(string name, TextEncoder encoder)
    {
        _template = new FluidParser().TryParse(EmbeddedText.Read(name), out var template, out var error)
            ? template
            : throw new InvalidOperationException($"{name}: {error}");
        _encoder = encoder;
    }

    /// <summary>report.html: one self-contained file.</summary>
    public static ReportWriter Html() => new("report.html.liquid", HtmlEncoder.Default);

    /// <summary>report.md: a summary for people who read text.</summary>
    public static ReportWriter Markdown() => new("report.md.liquid", NullEncoder.Default);

    /// <summary>What `compare --html` writes: one self-contained file.</summary>
    public static ReportWriter Comparison() => new("compare.html.liquid", HtmlEncoder.Default);

    /// <summary>gate.md: what a gate says, for a pull request.</summary>
    public static ReportWriter Gate() => new("gate.md.liquid", NullEncoder.Default);

    /// <summary>Writes the report.</summary>
    public async Task WriteAsync(Report report, TextWriter output)
    {
        var context = ContextOf(report);
        context.SetValue("table", ScoreTable.Of(report.Sheet));
        context.SetValue("spreads", SpreadText.LinesOf(report.Sheet));
        context.SetValue("spread_legend", SpreadText.Legend);
        AddViewer(context, "failures", [report.Samples]);
        await RenderAsync(context, output).ConfigureAwait(false);
    }

    /// <summary>Writes a comparison of two runs.</summary>
    public async Task WriteAsync(ComparisonReport report, TextWriter output)
    {
        var context = ContextOf(report);
        context.SetValue("columns", ComparisonTable.Columns);
        context.SetValue("table", ComparisonTable.Of(report.Sheet));
        context.SetValue("legend", ComparisonTable.Legend);
        context.SetValue("remarks", ComparisonTable.RemarksOf(report.Sheet));
        AddViewer(context, "flips", [report.A, report.B]);
        await RenderAsync(context, output).ConfigureAwait(false);
    }

    /// <summary>Writes what a gate says.</summary>
    public async Task WriteAsync(GateSheet sheet, TextWriter output) => await RenderAsync(ContextOf(sheet), output).ConfigureAwait(false);

    // Values are made when a template asks for them.
    private static void AddViewer(TemplateContext context, string order, IReadOnlyList<RunSamples> runs)
    {
        context.SetValue("style", EmbeddedText.Read("page.css"));
        context.SetValue("script", EmbeddedText.Read("viewer.js"));
        context.SetValue("order", order);
        context.SetValue("index", new ChunkLines(TextChunks.Of(Enumerable.Repeat(runs, 1).Select(SampleIndex.Of))));
        context.SetValue("runs", runs.Select(RunTexts.Of).ToArray());
    }

    private static TemplateContext ContextOf(object model) =>
        new(model, new TemplateOptions { MemberAccessStrategy = new UnsafeMemberAccessStrategy(), FileProvider = new PageTemplates() });

    private async Task RenderAsync(TemplateContext context, TextWriter output) =>
        await _template.RenderAsync(output, _encoder, context).ConfigureAwait(false);
}
