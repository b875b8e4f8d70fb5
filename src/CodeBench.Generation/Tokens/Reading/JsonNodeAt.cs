using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Tokens.Reading;

/// <summary>A value of a JSON file, and the way to it, for messages.</summary>
/// <param name="File">The file.</param>
/// <param name="Way">The fields that lead there: "pre_tokenizer.pretokenizers[0]".</param>
/// <param name="Value">The value.</param>
internal sealed record JsonNodeAt(string File, string Way, JsonElement Value)
{
    /// <summary>A field of this object; null where it is absent or null, or where this is no object.</summary>
    public JsonNodeAt? this[string field] =>
        Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(field, out var own) && own.ValueKind != JsonValueKind.Null
            ? new JsonNodeAt(File, Way.Length == 0 ? field : $"{Way}.{field}", own)
            : null;

    /// <summary>The "type" of this object, as every part of a tokenizer.json has one.</summary>
    public string Type => Need("type").Text;

    /// <summary>The text of this.</summary>
    /// <exception cref="InvalidInputException">This is no text.</exception>
    public string Text => Value.ValueKind == JsonValueKind.String ? Value.GetString()! : throw Wrong("A text is expected.");

    /// <summary>The id that this is.</summary>
    /// <exception cref="InvalidInputException">This is no id.</exception>
    public int Id => Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var id) && id >= 0
        ? id
        : throw Wrong("An id is expected, a whole number from 0.");

    /// <summary>A field that has to be there.</summary>
    /// <exception cref="InvalidInputException">It is not.</exception>
    public JsonNodeAt Need(string field) => this[field] ?? throw Wrong($"The field {field} is missing.");

    /// <summary>A yes or no; no where it is absent.</summary>
    /// <exception cref="InvalidInputException">It is something else.</exception>
    public bool Flag(string field) => this[field] is { } own && own.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw own.Wrong("true or false is expected."),
    };

    /// <summary>The members of this list.</summary>
    /// <exception cref="InvalidInputException">This is no list.</exception>
    public IEnumerable<JsonNodeAt> Items => Value.ValueKind == JsonValueKind.Array
        ? Value.EnumerateArray().Select((own, i) => new JsonNodeAt(File, $"{Way}[{i}]", own))
        : throw Wrong("A list is expected.");

    /// <summary>The members of this object.</summary>
    /// <exception cref="InvalidInputException">This is no object, or a name is there twice: which of the two counts nobody knows.</exception>
    public IEnumerable<(string Name, JsonNodeAt Node)> Members
    {
        get
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            return Value.ValueKind == JsonValueKind.Object
                ? Value.EnumerateObject().Select(own => names.Add(own.Name)
                    ? (own.Name, new JsonNodeAt(File, $"{Way}.{own.Name}", own.Value))
                    : throw Wrong($"\"{own.Name}\" is there twice."))
                : throw Wrong("An object is expected.");
        }
    }

    /// <summary>The exception for something wrong here.</summary>
    public InvalidInputException Wrong(string message) => new(new Fault(File, null, Way.Length == 0 ? null : Way, message));
}
