using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CodeBench.Core.Faults;

/// <summary>
/// A mapping of a YAML file that is read strictly: every key that is not asked for is a fault, as is a missing or mistyped
/// one, with line and field. Readers ask for all that they know, then call <see cref="RefuseTheRest"/>.
/// </summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly string _path;
    private readonly string _prefix;
    private readonly FaultCollector _faults;

    private YamlMap(YamlMappingNode node, string path, string prefix, FaultCollector faults)
    {
        (_path, _prefix, _faults, Line) = (path, prefix, faults, LineOf(node));
        foreach (var (key, value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
            {
                _values.Add(name, value);
            }
            else
            {
                faults.Add(new Fault(path, LineOf(key), prefix.TrimEnd('.'), "A key must be a plain word."));
            }
        }
    }

    /// <summary>The line where the mapping starts, counted from 1.</summary>
    public int Line { get; }

    /// <summary>The keys, in their order.</summary>
    public IReadOnlyCollection<string> Keys => _values.Keys;

    /// <summary>Reads a file; null, with faults, where it is not one YAML mapping.</summary>
    public static YamlMap? Load(string path, FaultCollector faults)
    {
        try
        {
            using var text = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(text);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(root, path, "", faults);
            }

            faults.Add(new Fault(path, null, null, "The file must be one YAML mapping (key: value)."));
        }
        catch (YamlException e)
        {
            faults.Add(new Fault(path, (int)e.Start.Line, null, $"This is not valid YAML: {e.Message}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault(path, null, null, $"The file cannot be read: {e.Message}"));
        }

        return null;
    }

    /// <summary>A text; "" and a fault where it is missing.</summary>
    public string Text(string key) => OptionalText(key) ?? Missing(key, "");

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string key)
    {
        switch (Ask(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } value } node when value.Length > 0 || node.Style != ScalarStyle.Plain:
                return value;
            default:
                Fail(key, "must be a text.");
                return null;
        }
    }

    /// <summary>A plain file name, without folders; a fault where it is missing or another.</summary>
    public string FileName(string key)
    {
        var name = Text(key);
        if (name != Path.GetFileName(name))
        {
            Fail(key, "must be a plain file name, without folders.");
        }

        return name;
    }

    /// <summary>A whole number of at least <paramref name="least"/>, or null.</summary>
    public long? OptionalNumber(string key, long least)
    {
        if (Ask(key) is not { } node)
        {
            return null;
        }

        if (node is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            && long.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        Fail(key, $"must be a whole number of at least {least}.");
        return null;
    }

    /// <summary>A whole number; <paramref name="least"/> and a fault where it is missing.</summary>
    public long Number(string key, long least) => _values.ContainsKey(key) ? OptionalNumber(key, least) ?? least : Missing(key, least);

    /// <summary>A time with its unit, such as 500ms, 10s or 2m, more than 0; or null.</summary>
    public TimeSpan? OptionalTime(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (Duration.TryParse(text, out var time))
        {
            return time;
        }

        Fail(key, "must be a time with its unit, such as 500ms, 10s or 2m, and more than 0.");
        return null;
    }

    /// <summary>A time; zero and a fault where it is missing.</summary>
    public TimeSpan Time(string key) => _values.ContainsKey(key) ? OptionalTime(key) ?? TimeSpan.Zero : Missing(key, TimeSpan.Zero);

    /// <summary>A size with its unit, such as 512MiB, more than 0; or null.</summary>
    public ByteSize? OptionalSize(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (ByteSize.TryParse(text, out var size) && size.Bytes > 0)
        {
            return size;
        }

        Fail(key, "must be a size with its unit, such as 512MiB, and more than 0.");
        return null;
    }

    /// <summary>A size; zero and a fault where it is missing.</summary>
    public ByteSize Size(string key) => _values.ContainsKey(key) ? OptionalSize(key) ?? default : Missing(key, default(ByteSize));

    /// <summary>Whether something is so: true or false; false where it is not there.</summary>
    public bool Flag(string key)
    {
        switch (Ask(key))
        {
            case null:
                return false;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } node:
                return node.Value == "true";
            default:
                Fail(key, "must be true or false.");
                return false;
        }
    }

    /// <summary>A mapping with whatever is in it as a JSON object; null where it is not there.</summary>
    public string? OptionalJson(string key)
    {
        switch (Ask(key))
        {
            case null:
                return null;
            case YamlMappingNode map:
                return YamlJson.Of(map)!.ToJsonString();
            default:
                Fail(key, "must be a mapping.");
                return null;
        }
    }

    /// <summary>A list of texts; empty where it is not there.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        switch (Ask(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode { Value: not null }):
                return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
            default:
                Fail(key, "must be a list of texts.");
                return [];
        }
    }

    /// <summary>A list of texts; a fault where it is missing or empty.</summary>
    public IReadOnlyList<string> SomeTexts(string key)
    {
        var texts = _values.ContainsKey(key) ? Texts(key) : Missing<IReadOnlyList<string>>(key, []);
        if (texts.Count == 0 && Ask(key) is YamlSequenceNode { Children.Count: 0 })
        {
            Fail(key, "must not be empty.");
        }

        return texts;
    }

    /// <summary>A mapping of texts, in its order; empty where it is not there.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string key)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (OptionalMap(key) is { } map)
        {
            foreach (var name in map.Keys)
            {
                result.Add(name, map.Text(name));
            }
        }

        return result;
    }

    /// <summary>A mapping, or null.</summary>
    public YamlMap? OptionalMap(string key)
    {
        switch (Ask(key))
        {
            case null:
                return null;
            case YamlMappingNode node:
                return new YamlMap(node, _path, $"{_prefix}{key}.", _faults);
            default:
                Fail(key, "must be a mapping (key: value).");
                return null;
        }
    }

    /// <summary>A mapping; null and a fault where it is missing.</summary>
    public YamlMap? Map(string key) => _values.ContainsKey(key) ? OptionalMap(key) : Missing<YamlMap?>(key, null);

    /// <summary>Whether a key's value is a mapping.</summary>
    public bool IsMap(string key) => _values.GetValueOrDefault(key) is YamlMappingNode;

    /// <summary>A list of mappings; empty where it is not there.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        switch (Ask(key))
        {
            case null:
                return [];
            case YamlSequenceNode list when list.Children.All(item => item is YamlMappingNode):
                return [.. list.Children.Select((item, i) => new YamlMap((YamlMappingNode)item, _path, $"{_prefix}{key}[{i}].", _faults))];
            default:
                Fail(key, "must be a list of mappings.");
                return [];
        }
    }

    /// <summary>A list of mappings; a fault where it is missing or empty.</summary>
    public IReadOnlyList<YamlMap> SomeMaps(string key)
    {
        var maps = _values.ContainsKey(key) ? Maps(key) : Missing<IReadOnlyList<YamlMap>>(key, []);
        if (maps.Count == 0 && Ask(key) is YamlSequenceNode { Children.Count: 0 })
        {
            Fail(key, "must not be empty.");
        }

        return maps;
    }

    /// <summary>Adds a fault that speaks of a key of this mapping.</summary>
    public void Fail(string key, string message) =>
        _faults.Add(new Fault(_path, _values.TryGetValue(key, out var node) ? LineOf(node) : Line, _prefix + key, message));

    /// <summary>Every key that nobody asked for is a fault.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in _values.Keys.Where(key => !_asked.Contains(key)))
        {
            Fail(key, $"is not known here. {Suggestion.For(key, _asked.Order(StringComparer.Ordinal))}");
        }
    }

    private static int LineOf(YamlNode node) => (int)node.Start.Line;

    private YamlNode? Ask(string key)
    {
        _asked.Add(key);
        return _values.GetValueOrDefault(key);
    }

    private T Missing<T>(string key, T value)
    {
        _asked.Add(key);

        // A value that is there but mistyped has its fault already.
        if (!_values.ContainsKey(key))
        {
            Fail(key, "is missing.");
        }

        return value;
    }
}
