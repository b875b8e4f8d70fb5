using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Weights;

/// <summary>Finds the files that hold a checkpoint's weights, as transformers does: one file, or shards that an index names.</summary>
public static partial class WeightFiles
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";

    /// <summary>The .safetensors files that count, in the order of their names.</summary>
    /// <exception cref="InvalidInputException">There are none, or some are missing: all of these.</exception>
    public static IReadOnlyList<string> Of(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidInputException(new Fault(folder, null, null, "There is no such folder."));
        }

        if (File.Exists(Path.Combine(folder, Single)))
        {
            return [Path.Combine(folder, Single)];
        }

        return File.Exists(Path.Combine(folder, Index)) ? Indexed(folder) : Unnamed(folder);
    }

    /// <summary>Says of each tensor that the index places into a file where it is not.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="file">One of its files.</param>
    public static IEnumerable<Fault> Misplaced(string folder, SafetensorsFile file)
    {
        var index = Path.Combine(folder, Index);
        return Path.GetFileName(file.Path) == Single || !File.Exists(index)
            ? []
            : ReadIndex(index)
                .Where(item => item.Value == Path.GetFileName(file.Path) && !file.Entries.ContainsKey(item.Key))
                .Select(item => new Fault(file.Path, null, item.Key, $"is missing, but {Index} says that it is here."));
    }

    private static List<string> Indexed(string folder)
    {
        var index = Path.Combine(folder, Index);
        var faults = new FaultCollector();
        var names = ReadIndex(index).Values.Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var name in names)
        {
            if (Path.GetFileName(name) != name || !name.EndsWith(".safetensors", StringComparison.Ordinal))
            {
                faults.Add(new Fault(index, null, "weight_map", $"\"{name}\" is not the name of a .safetensors file beside it."));
            }
            else if (!File.Exists(Path.Combine(folder, name)))
            {
                faults.Add(new Fault(index, null, "weight_map", $"The shard {name} is missing from the folder."));
            }
        }

        if (names.Count == 0)
        {
            faults.Add(new Fault(index, null, "weight_map", "names no file."));
        }

        faults.ThrowIfAny();
        return [.. names.Select(name => Path.Combine(folder, name))];
    }

    private static Dictionary<string, string> ReadIndex(string index)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(index), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json is JsonObject all && all["weight_map"] is JsonObject map && map.All(item => item.Value?.GetValueKind() == JsonValueKind.String))
            {
                return map.ToDictionary(item => item.Key, item => item.Value!.GetValue<string>());
            }

            throw new InvalidInputException(new Fault(index, null, "weight_map", "must be an object: tensors' names to files' names."));
        }
        catch (JsonException exception)
        {
            throw new InvalidInputException(new Fault(index, (int?)exception.LineNumber + 1, null, "is not valid JSON."));
        }
    }

    private static string[] Unnamed(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.safetensors").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
        {
            string[] pickles = ["*.bin", "*.pt", "*.pth"];
            throw new InvalidInputException(new Fault(folder, null, null, pickles.Any(pattern => Directory.GetFiles(folder, pattern).Length > 0)
                ? "There are only .bin, .pt or .pth weights, which are pickles and may run code when they are read: save the model again as safetensors "
                    + "(AutoModelForCausalLM.from_pretrained(folder).save_pretrained(new_folder, safe_serialization=True) in transformers)."
                : "There are no *.safetensors files."));
        }

        var missing = files.SelectMany(MissingBeside).Distinct().ToList();
        return missing.Count == 0
            ? files
            : throw new InvalidInputException([.. missing.Select(name => new Fault(folder, null, name, "is missing: others say that there is such a shard."))]);
    }

    // The name of a shard says how many there are.
    private static IEnumerable<string> MissingBeside(string file)
    {
        var match = Shard().Match(Path.GetFileName(file));
        if (!match.Success)
        {
            return [];
        }

        var (stem, all) = (match.Groups["stem"].Value, match.Groups["all"].Value);
        return
            from number in Enumerable.Range(1, int.Parse(all, CultureInfo.InvariantCulture))
            let name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{number:D5}-of-{all}.safetensors")
            where !File.Exists(Path.Combine(Path.GetDirectoryName(file)!, name))
            select name;
    }

    [GeneratedRegex(@"^(?<stem>.+)-[0-9]{5}-of-(?<all>[0-9]{5})\.safetensors$")]
    private static partial Regex Shard();
}
