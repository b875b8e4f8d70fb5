using CodeBench.Generation.Model;

namespace CodeBench.Generation.Configuration;

/// <summary>Reads which layers look back no further than a window.</summary>
internal static class WindowReader
{
    private const string Field = "sliding_window";
    private const string Full = "full_attention";
    private const string Sliding = "sliding_attention";

    /// <summary>Reads the window of each layer; null where a layer has none.</summary>
    /// <param name="fields">config.json.</param>
    /// <param name="family">Which layers may have one.</param>
    /// <param name="layers">How many layers there are.</param>
    public static IReadOnlyList<int?> Read(ConfigFields fields, ModelFamily family, int layers) => family.Windows switch
    {
        WindowRule.EveryLayer => [.. Enumerable.Repeat(Window(fields, family), layers)],
        WindowRule.UpperLayers => UpperLayers(fields, family, layers),
        _ => [.. Enumerable.Repeat((int?)null, layers)],
    };

    private static IReadOnlyList<int?> UpperLayers(ConfigFields fields, ModelFamily family, int layers)
    {
        // Checkpoints have a window's size also where they do not use it.
        var there = Window(fields, family);
        var window = fields.Flag("use_sliding_window", false) ? there : null;
        var first = fields.Whole("max_window_layers", 28, least: 0);
        if (fields.Texts("layer_types") is not { } types)
        {
            return [.. Enumerable.Range(0, layers).Select(layer => layer >= first ? window : null)];
        }

        if (types.Count != layers)
        {
            fields.Fail("layer_types", $"has {types.Count} layers; num_hidden_layers is {layers}.");
        }

        if (types.FirstOrDefault(type => type is not (Full or Sliding)) is { } other)
        {
            fields.Fail("layer_types", $"has \"{other}\"; {Full} and {Sliding} are understood.");
        }

        if (window is null && types.Contains(Sliding))
        {
            fields.Fail("layer_types", $"has {Sliding}, but use_sliding_window and {Field} say that there is no window.");
        }

        return [.. types.Select(type => type == Sliding ? window : null)];
    }

    // Absent is not null: where the field is absent, the family's window holds.
    private static int? Window(ConfigFields fields, ModelFamily family) =>
        fields.IsNull(Field) || (!fields.Has(Field) && family.Window is null) ? null : fields.Whole(Field, family.Window);
}
