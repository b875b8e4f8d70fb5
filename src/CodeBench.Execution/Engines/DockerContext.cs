using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodeBench.Core.Faults;

namespace CodeBench.Execution.Engines;

/// <summary>
/// The engine that Docker's own command uses (<c>docker context</c>): the name of a context is in DOCKER_CONTEXT, or in config.json of the folder DOCKER_CONFIG,
/// by default ~/.docker; its engine is in contexts/meta/, in a folder with the name's SHA-256.
/// </summary>
internal static class DockerContext
{
    // The engine's own address, which is no context of any file.
    private const string Default = "default";
    private const string Variable = "DOCKER_CONTEXT";

    /// <summary>The engine's address; null where no context is chosen, or config.json chooses one that is not there.</summary>
    /// <param name="variable">A variable of the environment; null where it is not set.</param>
    /// <param name="home">The user's home folder.</param>
    /// <exception cref="InvalidInputException">DOCKER_CONTEXT names a context that is not there.</exception>
    public static Uri? Find(Func<string, string?> variable, string home)
    {
        var folder = variable("DOCKER_CONFIG") is { Length: > 0 } named ? named : Path.Combine(home, ".docker");
        var asked = variable(Variable) is { Length: > 0 } name ? name : null;
        if ((asked ?? Text(Read(Path.Combine(folder, "config.json"))?["currentContext"])) is not { Length: > 0 } context || context == Default)
        {
            return null;
        }

        var file = Path.Combine(folder, "contexts", "meta", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context))), "meta.json");
        var host = Text(((Read(file)?["Endpoints"] as JsonObject)?["docker"] as JsonObject)?["Host"]);
        return Uri.TryCreate(host, UriKind.Absolute, out var address) && EngineOptions.IsAddress(address) ? address
            : asked is null ? null
            : throw new InvalidInputException(new Fault(Variable, null, null, $"there is no context {asked} with an engine ({file}): see docker context ls"));
    }

    // Nobody asked us to use these files: where they are no JSON it is Docker's own command that says so.
    private static JsonObject? Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
