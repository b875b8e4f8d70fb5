using CodeBench.Core.Faults;
using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>
/// On which device each layer of a decoder is: a model that is too large for one lies on several, a run of layers on each, and a step goes through them one after the other.
/// </summary>
/// <param name="First">Where the embedding is, and where steps come from.</param>
/// <param name="Layers">Where each layer is, with its keys and values.</param>
/// <param name="Last">Where the last norm and the output are; with tied embeddings these are with the embedding.</param>
public sealed record DevicePlacement(Device First, IReadOnlyList<Device> Layers, Device Last)
{
    /// <summary>The devices that are in use, each once.</summary>
    public IReadOnlyList<Device> Devices => [.. Layers.Prepend(First).Append(Last).DistinctBy(NameOf)];

    /// <summary>Places a decoder's layers so that each device holds about as many weights as the others.</summary>
    /// <param name="config">The decoder.</param>
    /// <param name="devices">One or more, in the order in which a step goes through them. One that is named twice takes two runs of layers.</param>
    /// <exception cref="InvalidInputException">There are more devices than layers.</exception>
    public static DevicePlacement Of(DecoderConfig config, params IReadOnlyList<Device> devices)
    {
        if (devices.Count > config.Layers)
        {
            throw new InvalidInputException(new Fault("--device", null, null, $"names {devices.Count} devices, but the model has {config.Layers} layers to lie on them"));
        }

        var (outside, layer) = (config.Vocabulary * (double)config.Hidden, LayerWeights(config));
        var all = (outside * (config.TiedEmbeddings ? 1 : 2)) + (config.Layers * layer);
        // A layer goes where its middle falls when all weights lie in a row that is cut into equal parts.
        var layers = Enumerable.Range(0, config.Layers).Select(index => devices[PartOf(outside + ((index + 0.5) * layer))]).ToList();
        return new DevicePlacement(devices[0], layers, config.TiedEmbeddings ? devices[0] : devices[^1]);

        int PartOf(double place) => Math.Min(devices.Count - 1, (int)(place * devices.Count / all));
    }

    /// <summary>Whether two devices are the same one.</summary>
    internal static bool AreSame(Device one, Device other) => NameOf(one) == NameOf(other);

    /// <summary>How many layers are on a device.</summary>
    internal int LayersOn(Device device) => Layers.Count(layer => AreSame(layer, device));

    private static double LayerWeights(DecoderConfig config)
    {
        using var weights = new WeightList(ScalarType.Float32, CPU);
        _ = new Parts.Block(weights, config, 0);
        return weights.Count;
    }

    // A device that was named without a number has -1 for it, or 0.
    private static string NameOf(Device device) => $"{device.type}:{Math.Max(0, device.index)}";
}
