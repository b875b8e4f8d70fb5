using CodeBench.Core.Faults;
using CodeBench.Generation.Model;
using static TorchSharp.torch;

namespace CodeBench.Generation.Weights;

/// <summary>Reads the weights of a checkpoint folder, strictly: each missing, extra and misshapen tensor is listed.</summary>
public static class CheckpointWeights
{
    /// <summary>The folder's .safetensors files, in the order of their names.</summary>
    /// <exception cref="InvalidInputException">There are none.</exception>
    public static IReadOnlyList<string> FilesOf(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.safetensors").Order(StringComparer.Ordinal)];
        if (files.Length > 0)
        {
            return files;
        }

        var pickled = Directory.GetFiles(folder, "*.bin").Length > 0;
        throw new InvalidInputException(new Fault(folder, null, null, pickled
            ? "There are only .bin weights, which are pickles and may run code when they are read: save the model again as safetensors "
                + "(model.save_pretrained(folder, safe_serialization=True) in transformers)."
            : "There are no *.safetensors files."));
    }

    /// <summary>Reads the weights that a configuration asks for.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="type">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="InvalidInputException">The files do not hold just these weights: all faults.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string folder, LlamaConfig config, ScalarType type, Device device)
    {
        var faults = new FaultCollector();
        var files = FilesOf(folder).Select(path => faults.Try(() => SafetensorsFile.Open(path))).OfType<SafetensorsFile>().ToList();
        try
        {
            var wanted = config.Weights().ToDictionary(weight => weight.Name, weight => weight.Sizes);
            var homes = Check(files, wanted, config, folder, faults);
            faults.ThrowIfAny();
            return wanted.Keys.ToDictionary(name => name, name => Load(homes[name], name, type, device));
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static Dictionary<string, SafetensorsFile> Check(
        List<SafetensorsFile> files, Dictionary<string, long[]> wanted, LlamaConfig config, string folder, FaultCollector faults)
    {
        var homes = new Dictionary<string, SafetensorsFile>();
        foreach (var (file, name, entry) in files.SelectMany(file => file.Entries.Select(item => (file, item.Key, item.Value))))
        {
            // A tied output matrix may be stored a second time; some exporters keep the rotary frequencies, which follow from the base.
            var isCopy = (config.TiedEmbeddings && name == "lm_head.weight") || name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal);
            if (!wanted.TryGetValue(name, out var sizes))
            {
                if (!isCopy)
                {
                    faults.Add(new Fault(file.Path, null, name, "is an extra tensor: the configuration has no place for it."));
                }
            }
            else if (!entry.Sizes.SequenceEqual(sizes))
            {
                faults.Add(new Fault(
                    file.Path, null, name, $"has the sizes [{string.Join(", ", entry.Sizes)}]; the configuration says [{string.Join(", ", sizes)}]."));
            }

            if (!homes.TryAdd(name, file))
            {
                faults.Add(new Fault(file.Path, null, name, $"is also in {homes[name].Path}."));
            }
        }

        foreach (var missing in wanted.Keys.Where(name => !homes.ContainsKey(name)))
        {
            faults.Add(new Fault(folder, null, missing, "is missing from the weights."));
        }

        return homes;
    }

    private static Tensor Load(SafetensorsFile file, string name, ScalarType type, Device device)
    {
        var stored = file.Read(name);
        var tensor = stored.to(type, device);
        if (!ReferenceEquals(stored, tensor))
        {
            stored.Dispose();
        }

        return tensor.DetachFromDisposeScope();
    }
}
