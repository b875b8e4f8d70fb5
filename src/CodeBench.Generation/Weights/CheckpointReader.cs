using CodeBench.Core.Faults;
using CodeBench.Generation.Model;
using static TorchSharp.torch;

namespace CodeBench.Generation.Weights;

/// <summary>Makes the decoder of a checkpoint folder, strictly: each missing, extra, misshapen and mistyped tensor is listed.</summary>
public static class CheckpointReader
{
    /// <summary>Reads the weights that a configuration asks for.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="type">The type to compute in; weights that are stored in another are converted once, here.</param>
    /// <param name="placement">Where to compute.</param>
    /// <param name="layout">How matrices are laid out (<see cref="WeightList.Pack"/>).</param>
    /// <exception cref="InvalidInputException">The files do not hold just these weights: all faults.</exception>
    public static Decoder Read(string folder, DecoderConfig config, ScalarType type, DevicePlacement placement, MatrixLayout layout = MatrixLayout.Plain)
    {
        var paths = WeightFiles.Of(folder);
        var faults = Check(folder, paths, config);
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        var files = paths.Select(SafetensorsFile.Open).ToList();
        var weights = new WeightList(type, placement.First);
        var decoder = new Decoder(config, weights, placement);
        try
        {
            weights.Allocate();
            var homes = files.SelectMany(file => file.Entries.Keys.Select(name => (file, name))).ToDictionary(item => item.name, item => item.file);
            WeightCopier.Fill(weights, homes, layout);
            return decoder;
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    /// <summary>Compares what the files say that they hold with what a configuration asks for; no number is read but those that are there twice.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="paths">Its files, from <see cref="WeightFiles.Of"/>.</param>
    /// <param name="config">Its configuration; where there is none, only the files themselves are checked.</param>
    /// <returns>All faults.</returns>
    public static IReadOnlyList<Fault> Check(string folder, IReadOnlyList<string> paths, DecoderConfig? config)
    {
        var faults = new FaultCollector();
        var files = paths.Select(path => faults.Try(() => SafetensorsFile.Open(path))).OfType<SafetensorsFile>().ToList();
        try
        {
            var homes = Homes(files, faults);
            faults.AddRange(files.SelectMany(file => WeightFiles.Misplaced(folder, file)));
            if (config is not null)
            {
                var weights = new WeightList(ScalarType.Float32, CPU);
                using var decoder = new Decoder(config, weights);
                var wanted = weights.All.SelectMany(weight => weight.Parts).ToDictionary(part => part.Name);
                Compare(homes, wanted, config, faults);
                if (config.TiedEmbeddings && TiedCopy.FaultOf(homes) is { } untied)
                {
                    faults.Add(untied);
                }

                // What a file holds that could not be opened nobody knows.
                var missing = files.Count == paths.Count ? wanted.Keys.Where(name => !homes.ContainsKey(name)) : [];
                faults.AddRange(missing.Select(name => new Fault(folder, null, name, "is missing from the weights.")));
            }

            return faults.Faults;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static Dictionary<string, SafetensorsFile> Homes(List<SafetensorsFile> files, FaultCollector faults)
    {
        var homes = new Dictionary<string, SafetensorsFile>();
        foreach (var (file, name) in files.SelectMany(file => file.Entries.Keys.Select(name => (file, name))))
        {
            if (!homes.TryAdd(name, file))
            {
                faults.Add(new Fault(file.Path, null, name, $"is also in {homes[name].Path}."));
            }
        }

        return homes;
    }

    private static void Compare(
        Dictionary<string, SafetensorsFile> homes, Dictionary<string, WeightPart> wanted, DecoderConfig config, FaultCollector faults)
    {
        foreach (var (name, file) in homes)
        {
            var entry = file.Entries[name];
            if (!wanted.TryGetValue(name, out var part))
            {
                if (!IsCopy(name, config))
                {
                    faults.Add(new Fault(file.Path, null, name, "is an extra tensor: the configuration has no place for it."));
                }

                continue;
            }

            if (!entry.Sizes.SequenceEqual(part.Sizes))
            {
                faults.Add(new Fault(
                    file.Path, null, name, $"has the sizes [{string.Join(", ", entry.Sizes)}]; the configuration says [{string.Join(", ", part.Sizes)}]."));
            }

            if (entry.Type is null)
            {
                faults.Add(new Fault(file.Path, null, name, $"has the type {entry.TypeName}; F32, F16 and BF16 are understood."));
            }
        }
    }

    // A tied output matrix may be stored a second time; some exporters keep the rotary frequencies, which follow from the base.
    private static bool IsCopy(string name, DecoderConfig config) =>
        (config.TiedEmbeddings && name == TiedCopy.Name) || name.EndsWith("rotary_emb.inv_freq", StringComparison.Ordinal);
}
