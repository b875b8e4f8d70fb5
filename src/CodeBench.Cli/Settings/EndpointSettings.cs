using System.CommandLine;
using CodeBench.Core.Faults;
using CodeBench.Generation.Endpoints;

namespace CodeBench.Cli.Settings;

/// <summary>A model behind a server: --model-name, --concurrency, --request-timeout.</summary>
public sealed class EndpointSettings
{
    private const int MostConcurrency = 100_000;

    // What a checkpoint here is told, and a server was told when it was started.
    private static readonly string[] OfCheckpoints = ["--device", "--devices-parallel", "--dtype", "--deterministic", "--batch", "--cache-memory"];

    private readonly Option<string?> _name = new("--model-name")
    {
        Description = "Which model of a server. Default: the only one that it has.",
        HelpName = "NAME",
    };

    private readonly Option<int> _concurrency = new("--concurrency")
    {
        Description = $"The most requests to a server at once, from 1 to {MostConcurrency}: changes speed, not what is asked.",
        HelpName = "N",
        DefaultValueFactory = _ => EndpointOptions.DefaultConcurrency,
    };

    private readonly Option<string> _timeout = new("--request-timeout")
    {
        Description = "How long a server may take for one answer, its queue included: 90s, 10m.",
        HelpName = "TIME",
        DefaultValueFactory = _ => "10m",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether --model names a server.</summary>
    public static bool IsAddress(string model) =>
        model.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || model.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The server, yet without a key; null where --model names a folder, or the address is wrong. Faults go to the collector, options that the other kind of model takes among them.</summary>
    public EndpointOptions? OptionsOf(string model, ParseResult arguments, FaultCollector faults)
    {
        if (!IsAddress(model))
        {
            arguments.Refuse(All, "is for servers (--model http://host:8000/v1), and --model names a folder", faults);
            return null;
        }

        var ofCheckpoints = arguments.CommandResult.Command.Options.Where(option => OfCheckpoints.Contains(option.Name));
        arguments.Refuse(ofCheckpoints, "is for checkpoints that compute here: a server has its own settings, and --concurrency says how much it is asked at once", faults);
        var concurrency = arguments.GetValue(_concurrency);
        if (concurrency is < 1 or > MostConcurrency)
        {
            faults.Add(new Fault("--concurrency", null, null, $"must be from 1 to {MostConcurrency}, not {concurrency}"));
        }

        if (!Duration.TryParse(arguments.GetValue(_timeout), out var timeout))
        {
            faults.Add(new Fault("--request-timeout", null, null, $"must be a time such as 90s or 10m, not {arguments.GetValue(_timeout)}"));
        }

        return AddressOf(model, faults) is { } address
            ? new EndpointOptions { Address = address, ModelName = arguments.GetValue(_name), Concurrency = Math.Max(1, concurrency), Timeout = timeout }
            : null;
    }

    private Option[] All => [_name, _concurrency, _timeout];

    // A wrong one is not said again: what is wrong with it may be a password that stands in it.
    private static Uri? AddressOf(string text, FaultCollector faults)
    {
        var address = Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri) ? uri : null;
        var wrong = address switch
        {
            null => "is no address: http://host:8000/v1",
            { UserInfo.Length: > 0 } => $"must not have a name or a password in it: a key is read from {string.Join(" or ", ApiKey.Variables)}",
            { Query.Length: > 0 } or { Fragment.Length: > 0 } => "must end with the API's path, without ? and #",
            { AbsolutePath: "/" } => "ends with the API's path, which is mostly /v1: http://host:8000/v1",
            _ => null,
        };
        if (wrong is null)
        {
            return address;
        }

        faults.Add(new Fault("--model", null, null, wrong));
        return null;
    }
}
