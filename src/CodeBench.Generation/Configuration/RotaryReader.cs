using CodeBench.Generation.Model;
using CodeBench.Generation.Model.Rotary;

namespace CodeBench.Generation.Configuration;

/// <summary>Reads the rotary embedding: rope_theta and rope_scaling, or rope_parameters, which has both since transformers 5.</summary>
internal static class RotaryReader
{
    private static readonly HashSet<string> None = [];

    /// <summary>Reads it.</summary>
    /// <param name="fields">config.json.</param>
    /// <param name="family">What holds where it is silent.</param>
    /// <param name="width">Width of a head.</param>
    /// <returns>The embedding, and the most positions that it serves.</returns>
    public static (RotaryConfig Config, int Context) Read(ConfigFields fields, ModelFamily family, int width)
    {
        const string Old = "rope_scaling";
        const string New = "rope_parameters";
        if (fields.Has(Old) && fields.Has(New) && !fields.AreEqual(Old, New))
        {
            fields.Fail(New, $"says something else than {Old}.");
        }

        var trained = fields.Whole("max_position_embeddings", family.Context);
        var scaling = fields.Object(Old) ?? fields.Object(New);
        var theta = Theta(fields, family.RopeTheta);
        theta = scaling?.Has("rope_theta") == true ? Theta(scaling, theta) : theta;
        var (kind, context) = scaling is null ? (new RotaryScaling.None(), trained) : Scaling(scaling, trained, width);
        scaling?.FailUnread(None);
        return (new RotaryConfig(theta, width, kind), (int)Math.Min(context, int.MaxValue));
    }

    private static double Theta(ConfigFields fields, double otherwise) => fields.Real("rope_theta", otherwise, theta => theta > 1, "over 1");

    private static (RotaryScaling Scaling, double Context) Scaling(ConfigFields fields, int trained, int width)
    {
        fields.Fixed("partial_rotary_factor", "1");
        if (fields.Has("type") && fields.Has("rope_type") && !fields.AreEqual("type", "rope_type"))
        {
            fields.Fail("type", "says something else than rope_type.");
        }

        var type = fields.Text("rope_type") ?? fields.Text("type") ?? "default";
        switch (type)
        {
            case "default":
                return (new RotaryScaling.None(), trained);
            case "linear":
                var stretch = Factor(fields, null);
                return (new RotaryScaling.Linear(stretch), trained * stretch);
            case "dynamic":
                // transformers takes the trained length from max_position_embeddings, whatever stands here.
                _ = fields.Has("original_max_position_embeddings");
                if (width < 4)
                {
                    fields.Fail("type", "\"dynamic\" needs heads of a width of 4 or more.");
                }

                var growth = Factor(fields, null);
                return (new RotaryScaling.Dynamic(growth, trained), trained * growth);
            case "llama3":
                return (Llama3(fields), trained);
            case "yarn":
                var yarn = Yarn(fields, trained);
                return (yarn, Math.Max(trained, yarn.TrainedLength * yarn.Factor));
            default:
                fields.Fail("rope_type", $"is \"{type}\"; default, linear, dynamic, llama3 and yarn are understood.");
                return (new RotaryScaling.None(), trained);
        }
    }

    private static RotaryScaling.Llama3 Llama3(ConfigFields fields)
    {
        var low = fields.Real("low_freq_factor", null, value => value > 0, "over 0");
        var high = fields.Real("high_freq_factor", null, value => value > low, "over low_freq_factor");
        return new RotaryScaling.Llama3(Factor(fields, null), low, high, fields.Whole("original_max_position_embeddings", null));
    }

    private static RotaryScaling.Yarn Yarn(ConfigFields fields, int trained)
    {
        var original = fields.Whole("original_max_position_embeddings", trained);
        var factor = Factor(fields, fields.Has("original_max_position_embeddings") ? Math.Max(1, (double)trained / original) : null);
        var (scale, scaleOfAll) = (Scale("mscale"), Scale("mscale_all_dim"));
        // Section 3.4 of the paper; the two scales are DeepSeek's, who has each in another place of its decoder.
        var attention = scale > 0 && scaleOfAll > 0 ? Sharpening(scale) / Sharpening(scaleOfAll) : Sharpening(1);
        return new RotaryScaling.Yarn(
            factor,
            fields.Real("attention_factor", attention, value => value > 0, "over 0"),
            fields.Real("beta_fast", 32, value => value > 0, "over 0"),
            fields.Real("beta_slow", 1, value => value > 0, "over 0"),
            original,
            fields.Flag("truncate", true));

        double Scale(string field) => fields.Real(field, 0, value => value >= 0, "of 0 or more");

        double Sharpening(double by) => factor <= 1 ? 1 : (0.1 * by * Math.Log(factor)) + 1;
    }

    private static double Factor(ConfigFields fields, double? otherwise) => fields.Real("factor", otherwise, factor => factor >= 1, "of 1 or more");
}
