using CodeBench.Bench.Measuring;
using CodeBench.Bench.Output;

namespace CodeBench.Bench.Generation;

/// <summary>Writes what was measured of decoders.</summary>
internal static class GenerationPage
{
    private const string Larger = "436M";
    private const double MostSampling = 0.05;

    /// <summary>Fills the page; what the larger checkpoint does not reach fails it.</summary>
    public static void Fill(ResultPage page, GenerationOptions options, IReadOnlyList<DecodingMeasurement> measurements)
    {
        page.Add($"Random checkpoints of the Llama family on {options.Device}, {options.Rounds} rounds: median (least - most), tokens a second of all sequences together. *Bound* is memory "
            + "bandwidth, measured by a sum over 1 GiB in the same round, over the bytes of all matrices; *products* are the matrix products of the prompt alone.");
        page.Add(
            ["checkpoint", "prompt of 256", "of its products", "1 sequence", "bound", "of the bound", "16 sequences", "times one", "64 sequences", "times one"],
            measurements.Select(item => (string[])
            [
                $"{item.Size} {item.Type}",
                Spread.Of(item.Prompt).Text("0"),
                item.ShareOfProducts.Text("0 %"),
                Spread.Of(item.Sequences[1]).Text("0.0"),
                Spread.Of(item.Bounds).Text("0.0"),
                item.ShareOfBound.Text("0 %"),
                Spread.Of(item.Sequences[16]).Text("0.0"),
                item.TimesOne(16).Text("0.0"),
                Spread.Of(item.Sequences[64]).Text("0.0"),
                item.TimesOne(64).Text("0.0"),
            ]));
        page.Add(
            ["drawing and stop checks, of a step", .. GenerationBench.Together.Select(count => $"{count} sequences")],
            measurements.Select(item => (string[])[$"{item.Size} {item.Type}", .. item.Sampling.Select(one => Spread.Of(one.Value).Text("0.0 %"))]));
        page.Add($"Memory: {Spread.Of(measurements.SelectMany(item => item.Bandwidth).Select(bandwidth => bandwidth / 1e9)).Text("0.0")} GB a second.");
        foreach (var item in measurements.Where(item => item.Size == Larger && options.Device == "cpu"))
        {
            var isShort = item.Type != "float32";
            Require(item.ShareOfBound.Median, 0.7, "one sequence's share of the bound", item);
            Require(item.ShareOfProducts.Median, 0.6, "the prompt's share of its products' rate", item);
            Require(item.TimesOne(16).Median, isShort ? 8 : 6, "16 sequences against one", item);
            if (isShort)
            {
                Require(item.TimesOne(64).Median, 15, "64 sequences against one", item);
            }

            foreach (var (count, shares) in item.Sampling)
            {
                Require(MostSampling, Spread.Of(shares).Median, $"the share of drawing and stop checks of {count} sequences (5 % at most)", item);
            }
        }

        void Require(double measured, double least, string what, DecodingMeasurement item)
        {
            if (measured < least)
            {
                page.Fail($"{item.Size} {item.Type}: {what}: {measured.Text("0.00")} where {least.Text("0.00")} is to be reached");
            }
        }
    }
}
