namespace CodeBench.Generation.Chat.Jinja.Running;

/// <summary>Names and what they stand for; those of the scopes around it can be seen, but not changed.</summary>
/// <param name="around">The scope around it; null for the outermost.</param>
internal sealed class Scope(Scope? around)
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    /// <summary>Looks a name up, here and around.</summary>
    /// <returns>Whether it is known.</returns>
    public bool TryFind(string name, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Around)
        {
            if (scope._values.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Sets a name here.</summary>
    public void Set(string name, object? value) => _values[name] = value;

    private Scope? Around => around;
}
