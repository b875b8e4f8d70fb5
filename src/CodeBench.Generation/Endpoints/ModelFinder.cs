using System.Text.Json;
using CodeBench.Core.Faults;

namespace CodeBench.Generation.Endpoints;

/// <summary>Finds out which model is meant, and thereby whether the server is there and takes the key.</summary>
internal static class ModelFinder
{
    private const string Option = "--model-name";

    // Somebody waits at the terminal, and nothing is begun yet.
    private const int Tries = 3;

    /// <summary>The model.</summary>
    /// <exception cref="InvalidInputException">The server does not have it, or has several and none was named, or does not take the key.</exception>
    /// <exception cref="MachineNotAbleException">The server is not there.</exception>
    public static async Task<ServedModel> FindAsync(EndpointClient client, EndpointRetries retries, EndpointOptions options, CancellationToken cancellationToken)
    {
        try
        {
            using var list = await retries.ExecuteAsync(token => client.GetAsync("models", token), Tries, cancellationToken).ConfigureAwait(false);
            return Choose(list.RootElement, options);
        }
        catch (EndpointFailure failure) when (failure.Kind == FailureKind.Absent && options.ModelName is { } name)
        {
            // Not every server lists its models.
            return new ServedModel(name);
        }
        catch (EndpointFailure failure)
        {
            throw failure.ToException(options.Address, null);
        }
    }

    private static ServedModel Choose(JsonElement list, EndpointOptions options)
    {
        var models = ServedModel.ListOf(list, options.Key.Hide);
        var names = models.Select(model => model.Name).ToList();
        return (options.ModelName, models) switch
        {
            (null, [var only]) => only,
            (null, []) => throw Fault("is needed: the server lists no models"),
            (null, _) => throw Fault($"is needed: the server has several models: {string.Join(", ", names)}"),
            // A server in front of others lists patterns, or nothing.
            ({ } name, _) when models.Count == 0 || names.Any(one => one.Contains('*', StringComparison.Ordinal)) => new ServedModel(name),
            ({ } name, _) => models.FirstOrDefault(model => model.Name == name) ?? throw Fault($"the server has no model {name}. {Suggestion.For(name, names)}"),
        };
    }

    private static InvalidInputException Fault(string message) => new(new Fault(Option, null, null, message));
}
