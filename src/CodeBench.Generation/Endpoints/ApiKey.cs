using System.Net.Http.Headers;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Endpoints;

/// <summary>The key that a server asks for. It goes into one header of requests and nowhere else: the key's own text form does not give it away.</summary>
public sealed class ApiKey
{
    /// <summary>The variables that a key may stand in, the first one first.</summary>
    public static readonly IReadOnlyList<string> Variables = ["CODEBENCH_API_KEY", "OPENAI_API_KEY"];

    // Servers without keys want one all the same, and people write EMPTY or none: words that may stand in any text.
    private const int ShortestSecret = 8;

    private readonly string? _key;

    private ApiKey(string? key, string variable) => (_key, Variable) = (key, variable);

    /// <summary>No key.</summary>
    public static ApiKey None { get; } = new(null, Variables[0]);

    /// <summary>Whether there is one.</summary>
    public bool IsThere => _key is not null;

    /// <summary>The variable that it stands in, or should stand in.</summary>
    public string Variable { get; }

    /// <summary>Looks for a key.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <exception cref="InvalidInputException">What stands in the variable is no key.</exception>
    public static ApiKey FromEnvironment(Func<string, string?> read)
    {
        foreach (var variable in Variables)
        {
            // The line break behind it is that of the file that it was read from.
            if (read(variable)?.Trim() is { Length: > 0 } key)
            {
                return key.All(letter => letter is > ' ' and <= '~')
                    ? new ApiKey(key, variable)
                    : throw new InvalidInputException(new Fault(variable, null, null, "holds a character that no key has: a blank, a line break or one that is not ASCII"));
            }
        }

        return None;
    }

    /// <summary>Takes the key out of a text that came from elsewhere, for servers quote what they refuse.</summary>
    public string Hide(string text) =>
        _key is { Length: >= ShortestSecret } key ? text.Replace(key, ToString(), StringComparison.Ordinal) : text;

    /// <summary>"[key]".</summary>
    public override string ToString() => "[key]";

    /// <summary>Adds the header.</summary>
    internal void AddTo(HttpRequestMessage request) =>
        request.Headers.Authorization = _key is null ? null : new AuthenticationHeaderValue("Bearer", _key);
}
