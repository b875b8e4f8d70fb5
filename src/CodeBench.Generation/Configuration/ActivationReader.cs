using CodeBench.Generation.Model;

namespace CodeBench.Generation.Configuration;

/// <summary>Reads the function inside the feed-forward network.</summary>
internal static class ActivationReader
{
    private const string Common = "hidden_act";

    private static readonly IReadOnlyDictionary<string, ActivationKind> Names = new Dictionary<string, ActivationKind>
    {
        ["silu"] = ActivationKind.Silu,
        ["swish"] = ActivationKind.Silu,
        ["gelu"] = ActivationKind.Gelu,
        ["gelu_pytorch_tanh"] = ActivationKind.GeluTanh,
        ["gelu_new"] = ActivationKind.GeluTanh,
        ["relu"] = ActivationKind.Relu,
    };

    /// <summary>Reads it.</summary>
    /// <param name="fields">config.json.</param>
    /// <param name="family">Which field counts, and what holds where it is absent.</param>
    public static ActivationKind Read(ConfigFields fields, ModelFamily family)
    {
        var leftOver = fields.Text(Common);
        if (family.ActivationField != Common && !fields.Has(family.ActivationField))
        {
            return leftOver is null or "gelu" ? family.Activation : Named(fields, Common, leftOver);
        }

        return fields.Text(family.ActivationField) is { } name ? Named(fields, family.ActivationField, name) : family.Activation;
    }

    private static ActivationKind Named(ConfigFields fields, string field, string name)
    {
        if (Names.TryGetValue(name, out var kind))
        {
            return kind;
        }

        fields.Fail(field, $"is \"{name}\"; {string.Join(", ", Names.Keys)} are understood.");
        return ActivationKind.Silu;
    }
}
