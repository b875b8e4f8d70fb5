using System.Text.Json.Nodes;

namespace CodeBench.Generation.Tests.Families;

/// <summary>The rotary embedding's frequencies and their scalings, pair by pair, in terms of wave lengths.</summary>
internal static class ReferenceRotary
{
    /// <summary>The frequency of each pair, and what cosines and sines are multiplied by.</summary>
    /// <param name="config">config.json.</param>
    /// <param name="width">Width of a head.</param>
    /// <param name="length">Positions of the sequence.</param>
    public static (double[] Frequencies, double Factor) Of(JsonObject config, int width, int length)
    {
        var scaling = config["rope_scaling"] as JsonObject ?? config["rope_parameters"] as JsonObject ?? [];
        var theta = (double?)scaling["rope_theta"] ?? (double)config["rope_theta"]!;
        var trained = (int)config["max_position_embeddings"]!;
        var type = (string?)scaling["rope_type"] ?? (string?)scaling["type"];
        if (type == "dynamic" && length > trained)
        {
            // The base is such that the longest wave is stretched as a linear scaling by the sequence's own need would stretch it.
            var need = 1 + (Number("factor") * ((double)length / trained - 1));
            theta *= Math.Pow(need, (double)width / (width - 2));
        }

        var frequencies = new double[width / 2];
        for (var pair = 0; pair < width / 2; pair++)
        {
            var wave = 2 * Math.PI * Math.Pow(theta, 2.0 * pair / width);
            frequencies[pair] = 2 * Math.PI / type switch
            {
                "linear" => wave * Number("factor"),
                "llama3" => Llama3(wave),
                "yarn" => Yarn(wave, pair),
                _ => wave,
            };
        }

        return (frequencies, type == "yarn" ? Sharpening() : 1);

        double Number(string field) => (double)scaling[field]!;

        double Llama3(double wave)
        {
            var (longest, shortest) = (Number("original_max_position_embeddings") / Number("low_freq_factor"), Number("original_max_position_embeddings") / Number("high_freq_factor"));
            if (wave < shortest)
            {
                return wave;
            }

            if (wave > longest)
            {
                return wave * Number("factor");
            }

            var smooth = ((Number("original_max_position_embeddings") / wave) - Number("low_freq_factor")) / (Number("high_freq_factor") - Number("low_freq_factor"));
            return 1 / (((1 - smooth) / (wave * Number("factor"))) + (smooth / wave));
        }

        double Yarn(double wave, int pair)
        {
            // The pairs whose waves fit into the trained length so many times.
            var original = (double?)scaling["original_max_position_embeddings"] ?? trained;
            var low = Pair(original / ((double?)scaling["beta_fast"] ?? 32));
            var high = Pair(original / ((double?)scaling["beta_slow"] ?? 1));
            if ((bool?)scaling["truncate"] ?? true)
            {
                (low, high) = (Math.Floor(low), Math.Ceiling(high));
            }

            (low, high) = (low < 0 ? 0 : low, high > width - 1 ? width - 1 : high);
            var ramp = pair <= low ? 0 : pair >= high ? 1 : (pair - low) / (high - low);
            return 1 / ((ramp / (wave * Number("factor"))) + ((1 - ramp) / wave));

            double Pair(double waveLength) => width / 2.0 * Math.Log(waveLength / (2 * Math.PI), theta);
        }

        double Sharpening()
        {
            var log = Math.Log(Number("factor"));
            return (double?)scaling["attention_factor"]
                ?? (scaling["mscale"] is null ? (0.1 * log) + 1 : ((0.1 * Number("mscale") * log) + 1) / ((0.1 * Number("mscale_all_dim") * log) + 1));
        }
    }
}
