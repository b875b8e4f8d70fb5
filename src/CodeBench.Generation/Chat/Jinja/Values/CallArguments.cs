namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>What a function, a filter or a test is called with. It takes them in the order of its parameters, then calls <see cref="End"/>.</summary>
/// <param name="owner">What is called, for messages.</param>
/// <param name="positional">Arguments by their places.</param>
/// <param name="named">Arguments by name.</param>
internal sealed class CallArguments(string owner, IReadOnlyList<object?> positional, IReadOnlyDictionary<string, object?> named)
{
    private readonly HashSet<string> _taken = [];
    private int _at;

    /// <summary>What is called.</summary>
    public string Owner => owner;

    /// <summary>Whether any are left that nobody took.</summary>
    public bool HasMore => _at < positional.Count || named.Count > _taken.Count;

    /// <summary>The next argument.</summary>
    /// <exception cref="JinjaException">It is not there.</exception>
    public object? Take(string name) => TryTake(name, out var value) ? value : throw new JinjaException($"{owner} lacks its argument {name}");

    /// <summary>The next argument, or a default where it is not there.</summary>
    public object? Take(string name, object? otherwise) => TryTake(name, out var value) ? value : otherwise;

    /// <summary>The next argument, which must be a text.</summary>
    /// <exception cref="JinjaException">It is not there, or is something else.</exception>
    public string TakeText(string name) => Take(name) as string ?? throw Wrong(name, "a text");

    /// <summary>The next argument, which must be a text; null where it is not there or none.</summary>
    /// <exception cref="JinjaException">It is something else.</exception>
    public string? TakeTextOrNone(string name)
    {
        var value = Take(name, null);
        return value as string ?? (value is null ? null : throw Wrong(name, "a text"));
    }

    /// <summary>The next argument, which must be a whole number; null where it is not there or none.</summary>
    /// <exception cref="JinjaException">It is something else.</exception>
    public long? TakeNumberOrNone(string name) => Take(name, null) switch
    {
        null => null,
        long number => number,
        bool truth => truth ? 1 : 0,
        _ => throw Wrong(name, "a whole number"),
    };

    /// <summary>The next argument's truth; a default where it is not there.</summary>
    public bool TakeTruth(string name, bool otherwise) => TryTake(name, out var value) ? Truth.Of(value) : otherwise;

    /// <summary>All that are left, by their places.</summary>
    public IEnumerable<object?> TakeRest()
    {
        while (_at < positional.Count)
        {
            yield return positional[_at++];
        }
    }

    /// <summary>All that are left, by their names.</summary>
    public IEnumerable<KeyValuePair<string, object?>> TakeNamed()
    {
        foreach (var pair in named.Where(pair => _taken.Add(pair.Key)))
        {
            yield return pair;
        }
    }

    /// <summary>The arguments that are left, for something else that is called.</summary>
    public CallArguments Pass(string to) => new(
        to, [.. TakeRest()], TakeNamed().ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>Says that no more arguments are known.</summary>
    /// <exception cref="JinjaException">There are more.</exception>
    public void End()
    {
        if (_at < positional.Count)
        {
            throw new JinjaException($"{owner} takes {(_at == 0 ? "no arguments" : $"{_at} arguments at most")}, not {positional.Count}");
        }

        if (named.Keys.FirstOrDefault(name => !_taken.Contains(name)) is { } unknown)
        {
            throw new JinjaException($"{owner} knows no argument {unknown}");
        }
    }

    /// <summary>The exception for an argument of a wrong type.</summary>
    public JinjaException Wrong(string name, string wanted) => new($"the argument {name} of {owner} must be {wanted}");

    private bool TryTake(string name, out object? value)
    {
        if (_at < positional.Count)
        {
            value = positional[_at++];
            return true;
        }

        return named.TryGetValue(name, out value) && _taken.Add(name);
    }
}
