using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Configuration;

/// <summary>The fields of a JSON object, read one by one: what is wrong with each is collected, and so is what nobody read.</summary>
/// <param name="json">The object.</param>
/// <param name="path">The file that it is in.</param>
/// <param name="prefix">What stands before its fields' names in faults: "" or "rope_scaling.".</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class ConfigFields(JsonObject json, string path, string prefix, FaultCollector faults)
{
    private readonly HashSet<string> _read = [];
    private readonly HashSet<string> _wrong = [];

    /// <summary>Whether a field is there and not null.</summary>
    public bool Has(string field) => Node(field) is not null;

    /// <summary>Whether a field is there and null, which is not the same as absent where something else than nothing holds then.</summary>
    public bool IsNull(string field) => json.ContainsKey(field) && !Has(field);

    /// <summary>A whole number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="otherwise">The number where there is none; null where there must be one.</param>
    /// <param name="least">The least that is allowed.</param>
    /// <param name="most">The most that is allowed.</param>
    public int Whole(string field, int? otherwise, int least = 1, int most = 1 << 28)
    {
        var there = Node(field) is JsonValue value && value.TryGetValue<int>(out var number) ? (int?)number : null;
        var result = Has(field) ? there : otherwise;
        if (result is null || result < least || result > most)
        {
            Fail(field, $"{(Has(field) ? "" : "is missing: it ")}must be a whole number from {least} to {most}.");
            return least;
        }

        return result.Value;
    }

    /// <summary>A number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="otherwise">The number where there is none; null where there must be one.</param>
    /// <param name="holds">What must hold of it.</param>
    /// <param name="what">The same in words: "over 0".</param>
    public double Real(string field, double? otherwise, Func<double, bool> holds, string what)
    {
        var there = Node(field) is JsonValue value && value.TryGetValue<double>(out var number) ? (double?)number : null;
        var result = Has(field) ? there : otherwise;
        if (result is not { } found || !double.IsFinite(found) || !holds(found))
        {
            Fail(field, $"{(Has(field) ? "" : "is missing: it ")}must be a number {what}.");
            return 1;
        }

        return found;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string field, bool otherwise)
    {
        if (Has(field) && !(Node(field) is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False))
        {
            Fail(field, "must be true or false.");
            return otherwise;
        }

        return Has(field) ? Node(field)!.GetValue<bool>() : otherwise;
    }

    /// <summary>A text; null where there is none.</summary>
    public string? Text(string field)
    {
        if (Has(field) && Node(field)!.GetValueKind() != JsonValueKind.String)
        {
            Fail(field, "must be a text.");
            return null;
        }

        return Node(field)?.GetValue<string>();
    }

    /// <summary>A list of texts; null where there is none.</summary>
    public IReadOnlyList<string>? Texts(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        if (Node(field) is JsonArray array && array.All(item => item?.GetValueKind() == JsonValueKind.String))
        {
            return [.. array.Select(item => item!.GetValue<string>())];
        }

        Fail(field, "must be a list of texts.");
        return null;
    }

    /// <summary>The fields of an object in this one; null where there is none.</summary>
    public ConfigFields? Object(string field)
    {
        if (!Has(field))
        {
            return null;
        }

        if (Node(field) is JsonObject inner)
        {
            return new ConfigFields(inner, path, prefix + field + ".", faults);
        }

        Fail(field, "must be an object.");
        return null;
    }

    /// <summary>A field that has but one value that is understood; it may be absent.</summary>
    /// <param name="field">The field.</param>
    /// <param name="json">The value.</param>
    public void Fixed(string field, string json)
    {
        if (Has(field) && !JsonNode.DeepEquals(Node(field), JsonNode.Parse(json)))
        {
            Fail(field, $"is {Node(field)!.ToJsonString()}; only {json} is understood.");
        }
    }

    /// <summary>Whether two fields say the same.</summary>
    public bool AreEqual(string field, string other) => JsonNode.DeepEquals(Node(field), Node(other));

    /// <summary>Says that a field is wrong.</summary>
    public void Fail(string field, string message)
    {
        _wrong.Add(field);
        // A field may be asked for more than once.
        faults.AddRange([new Fault(path, null, prefix + field, message)]);
    }

    /// <summary>Whether a field was found wrong: what follows from it says nothing new.</summary>
    public bool IsWrong(string field) => _wrong.Contains(field);

    /// <summary>Says of each field that says something and that nobody read that it is not understood.</summary>
    /// <param name="harmless">Fields that change nothing.</param>
    public void FailUnread(IReadOnlySet<string> harmless)
    {
        foreach (var (field, value) in json)
        {
            var saysNothing = value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };
            if (!saysNothing && !_read.Contains(field) && !harmless.Contains(field))
            {
                Fail(field, "is not understood, and may change what the model computes.");
            }
        }
    }

    private JsonNode? Node(string field)
    {
        _read.Add(field);
        return json[field];
    }
}
