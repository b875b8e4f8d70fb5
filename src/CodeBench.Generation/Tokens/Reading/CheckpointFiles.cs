using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>The files of a checkpoint folder; keeps in mind which were read.</summary>
/// <param name="folder">The folder.</param>
internal sealed class CheckpointFiles(string folder)
{
    private readonly List<string> _read = [];

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The full paths of all that was read, each once.</summary>
    public IReadOnlyList<string> Read => _read;

    /// <summary>Whether there is such a file.</summary>
    public bool Has(string name) => File.Exists(Path.Combine(folder, name));

    /// <summary>The path of a file, which counts as read from now on.</summary>
    public string Use(string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        if (!_read.Contains(path))
        {
            _read.Add(path);
        }

        return path;
    }

    /// <summary>A JSON file that holds an object.</summary>
    /// <exception cref="InvalidInputException">It holds something else.</exception>
    public JsonNodeAt ReadJson(string name)
    {
        var path = Use(name);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var root = new JsonNodeAt(path, "", document.RootElement.Clone());
            return root.Value.ValueKind == JsonValueKind.Object ? root : throw root.Wrong("A JSON object is expected.");
        }
        catch (JsonException exception)
        {
            var line = exception.LineNumber is { } number ? (int?)number + 1 : null;
            throw new InvalidInputException(new Fault(
                path, line, null, "This is not JSON; the file may be cut off, or be a pointer to the real one: download it again."));
        }
    }

    /// <summary>A JSON file that holds an object; null where there is no such file.</summary>
    /// <exception cref="InvalidInputException">It holds something else.</exception>
    public JsonNodeAt? ReadJsonIfAny(string name) => Has(name) ? ReadJson(name) : null;
}
