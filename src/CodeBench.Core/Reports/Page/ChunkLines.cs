using System.Globalization;
using System.Text.Encodings.Web;
using CodeBench.Core.Reports.Samples;
using Fluid.Values;

namespace CodeBench.Core.Reports.Page;

/// <summary>Chunks of texts as they stand in a page: a line each of "first count packed". They are read, packed and written one by one.</summary>
/// <param name="chunks">The chunks.</param>
internal sealed class ChunkLines(IEnumerable<TextChunk> chunks) : FluidValue
{
    /// <inheritdoc/>
    public override FluidValues Type => FluidValues.Object;

    /// <inheritdoc/>
    public override async ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        foreach (var chunk in chunks)
        {
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{chunk.First} {chunk.Count} ")).ConfigureAwait(false);
            await writer.WriteAsync(chunk.Packed).ConfigureAwait(false);
            await writer.WriteAsync('\n').ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool ToBooleanValue() => true;

    /// <inheritdoc/>
    public override decimal ToNumberValue() => 0;

    /// <inheritdoc/>
    public override string ToStringValue() => "";

    /// <inheritdoc/>
    public override object ToObjectValue() => this;
}
