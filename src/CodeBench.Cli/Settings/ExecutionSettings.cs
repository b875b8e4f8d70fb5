using System.CommandLine;
using System.Globalization;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Programs;
using CodeBench.Core.Runs;
using CodeBench.Execution.Engines;

namespace CodeBench.Cli.Settings;

/// <summary>How programs are run: --workers, --timeout, --memory, --control, --all-tests, --no-cache, --no-helper, --engine.</summary>
public sealed class ExecutionSettings
{
    // Four cores for each: then neither processor time nor caches nor memory are short.
    private const int CoresForOneAlone = 4;

    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "Programs that run at once, 1 or more; of several engines in each. Default: as many as the engine's machine has cores.",
        HelpName = "N",
    };

    private readonly Option<double?> _timeout = new("--timeout")
    {
        Description = "Processor time of a program in seconds, over 0 and at most 86400 (a day); its wall time grows or shrinks with it. Default: what suite or language says.",
        HelpName = "SECONDS",
    };

    private readonly Option<string?> _memory = new("--memory")
    {
        Description = "Memory of a program and of its compilation, at least 16MiB: 512MiB, 1GiB. Default: what suite or language says.",
        HelpName = "SIZE",
    };

    private readonly Option<bool> _control = new("--control")
    {
        Description = "Run each program that passes again with a failing test before its end: one that still passes is no_verdict.",
    };

    private readonly Option<bool> _allTests = new("--all-tests")
    {
        Description = "Where tests are inputs (humaneval+, mbpp+): try all of them, also behind one that fails, and record what came of each.",
    };

    private readonly Option<bool> _noCache = new("--no-cache")
    {
        Description = "Judge every program anew; by default one that was judged before, in the same image with the same limits, is not run again.",
    };

    private readonly Option<bool> _noHelper = new("--no-helper")
    {
        Description = "Start a fresh process in the container for each step, also where the language has a warm helper, a compile server or a compiler out here: slower, with the same verdicts.",
    };

    private readonly Option<string[]> _engine = new("--engine")
    {
        Description = "Container engine: unix:///var/run/docker.sock, tcp://host:2375, ssh://user@host. Given more than once, programs are spread over all. Default: DOCKER_HOST, else the machine's own.",
        HelpName = "URL",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_workers);
        command.Add(_timeout);
        command.Add(_memory);
        command.Add(_control);
        command.Add(_allTests);
        command.Add(_noCache);
        command.Add(_noHelper);
        command.Add(_engine);
    }

    /// <summary>Adds --engine alone, for commands that need an engine and run no samples.</summary>
    public void AddEngineTo(Command command) => command.Add(_engine);

    /// <summary>Adds --workers, for commands that run programs and judge none.</summary>
    public void AddWorkersTo(Command command) => command.Add(_workers);

    /// <summary>Adds --timeout, for commands that run programs of no suite.</summary>
    public void AddTimeoutTo(Command command) => command.Add(_timeout);

    /// <summary>The engines' addresses as the user gave them. Wrong ones go to the collector.</summary>
    public EngineChoice EngineOf(ParseResult arguments, FaultCollector faults)
    {
        var urls = new List<Uri>();
        foreach (var text in arguments.GetValue(_engine) ?? [])
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !EngineOptions.IsAddress(url))
            {
                faults.Add(new Fault(
                    "--engine", null, null, $"\"{text}\" is no address of an engine: unix:///var/run/docker.sock, tcp://host:port, https://host:port or ssh://user@host"));
            }
            else if (urls.Contains(url))
            {
                faults.Add(new Fault("--engine", null, null, $"{text} is named twice"));
            }
            else
            {
                urls.Add(url);
            }
        }

        return new EngineChoice(urls, arguments.CommandResult.Command.Options.Contains(_workers) && arguments.GetValue(_workers) is null);
    }

    /// <summary>Workers and limits; faults go to the collector.</summary>
    public ExecutionOptions OptionsOf(ParseResult arguments, FaultCollector faults)
    {
        var workers = WorkersOf(arguments, faults);
        var text = arguments.GetValue(_memory);
        ByteSize? memory = null;
        if (text is not null)
        {
            if (ByteSize.TryParse(text, out var size) && size >= ByteSize.FromMebibytes(16))
            {
                memory = size;
            }
            else
            {
                faults.Add(new Fault("--memory", null, null, $"\"{text}\" is no size of at least 16MiB: 512MiB, 1GiB"));
            }
        }

        var limits = new LimitOverrides { Timeout = TimeoutOf(arguments, faults), Memory = memory };
        return new ExecutionOptions
        {
            Workers = workers,
            WorkersAlone = WorkersAlone(arguments, faults),
            Proof = arguments.GetValue(_control) ? PassProof.Control : PassProof.Word,
            WarmHelpers = !arguments.GetValue(_noHelper),
            AllTests = arguments.GetValue(_allTests),
            Limits = limits,
        };
    }

    /// <summary>How many programs run at once; a wrong number goes to the collector.</summary>
    public int WorkersOf(ParseResult arguments, FaultCollector faults)
    {
        var workers = arguments.GetValue(_workers) ?? Environment.ProcessorCount;
        if (workers < 1)
        {
            faults.Add(new Fault("--workers", null, null, $"must be 1 or more, not {workers}"));
        }

        return workers;
    }

    // Which machines several engines have, or one that is elsewhere, is not known yet: alone is alone among all of them.
    private int WorkersAlone(ParseResult arguments, FaultCollector faults)
    {
        var choice = EngineOf(arguments, new FaultCollector());
        var elsewhere = choice.IsSeveral;
        faults.Try(() => { elsewhere |= Engine.MayLookElsewhere(new EngineOptions { Endpoint = choice.Only }); });
        return elsewhere ? 1 : Math.Max(1, Environment.ProcessorCount / CoresForOneAlone);
    }

    /// <summary>Processor time of a program as the user gave it; null where not. A wrong one goes to the collector.</summary>
    public TimeSpan? TimeoutOf(ParseResult arguments, FaultCollector faults)
    {
        var timeout = arguments.GetValue(_timeout);
        if (timeout is <= 0 or > 86_400 or double.NaN)
        {
            faults.Add(new Fault("--timeout", null, null, string.Create(CultureInfo.InvariantCulture, $"must be over 0 and at most a day, not {timeout}")));
            return null;
        }

        return timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>Whether outcomes are taken from the cache, and kept there.</summary>
    public bool CacheOf(ParseResult arguments) => !arguments.GetValue(_noCache);
}
