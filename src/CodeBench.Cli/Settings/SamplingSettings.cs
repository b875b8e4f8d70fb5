using System.CommandLine;
using System.Globalization;
using CodeBench.Core.Completions;
using CodeBench.Core.Faults;
using CodeBench.Core.Runs;

namespace CodeBench.Cli.Settings;

/// <summary>How completions are drawn: --n-samples, --temperature, --top-p, --top-k, --min-p, --repetition-penalty, --max-tokens, --seed, --logprobs, --deterministic, --batch, --cache-memory.</summary>
public sealed class SamplingSettings
{
    private const double DefaultTemperature = 0.8;
    private const double DefaultTopP = 0.95;

    private readonly Option<int> _samples = new("--n-samples", "-n")
    {
        Description = "Completions for each prompt, 1 or more.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<double?> _temperature = new("--temperature")
    {
        Description = "From 0, which is greedy, to 10. Default: 0 for one sample, 0.8 for more.",
        HelpName = "T",
    };

    private readonly Option<double?> _topP = new("--top-p")
    {
        Description = "Nucleus sampling: the likeliest tokens that have this probability together, over 0 and at most 1. Default: 0.95; 1 when greedy or with --min-p.",
        HelpName = "P",
    };

    private readonly Option<int> _topK = new("--top-k") { Description = "Only the K likeliest tokens; 0, the default, is off.", HelpName = "K" };

    private readonly Option<double> _minP = new("--min-p")
    {
        Description = "Only tokens that are at least P times as likely as the likeliest, from 0 to 1; 0, the default, is off.",
        HelpName = "P",
    };

    private readonly Option<double> _repetitionPenalty = new("--repetition-penalty")
    {
        Description = "Makes tokens of the prompt and of what is written less likely where it is over 1, which is off; over 0 and at most 10.",
        HelpName = "X",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int?> _maxTokens = new("--max-tokens")
    {
        Description = "The most tokens of a completion, 1 or more. Default: what the suite's prompt style says; 256 for complete.",
        HelpName = "N",
    };

    private readonly Option<long> _seed = new("--seed")
    {
        Description = "Sample i of a problem depends on the seed, the problem and i alone. Default: 0.",
        HelpName = "SEED",
    };

    private readonly Option<bool> _logprobs = new("--logprobs") { Description = "Write how likely each token was, as the model has it, and the sum of that." };

    private readonly Option<bool> _deterministic = new("--deterministic")
    {
        Description = "The same completions to the last bit whatever is decoded beside them (on a CPU, in float32); slower.",
    };

    private readonly Option<int> _batch = new("--batch")
    {
        Description = "The most sequences decoded together, 1 or more: changes speed and memory, not results.",
        HelpName = "N",
        DefaultValueFactory = _ => BatchLimits.DefaultSequences,
    };

    private readonly Option<string?> _cacheMemory = new("--cache-memory")
    {
        Description = "How much memory keys and values of the sequences may take, as 4GiB; fewer are decoded together where they need more. Default: half of what is free.",
        HelpName = "SIZE",
    };

    /// <summary>Adds the options to a command that samples suites.</summary>
    public void AddTo(Command command)
    {
        AddSingleTo(command);
        command.Add(_deterministic);
        command.Add(_batch);
        command.Add(_cacheMemory);
    }

    /// <summary>Adds those options to a command that are of use for one prompt.</summary>
    public void AddSingleTo(Command command)
    {
        foreach (Option option in (Option[])[_samples, _temperature, _topP, _topK, _minP, _repetitionPenalty, _maxTokens, _seed, _logprobs])
        {
            command.Add(option);
        }
    }

    /// <summary>The sampling; faults go to the collector.</summary>
    public SamplingPlan PlanOf(ParseResult arguments, FaultCollector faults)
    {
        var samples = arguments.GetValue(_samples);
        var temperature = arguments.GetValue(_temperature) ?? (samples > 1 ? DefaultTemperature : 0);
        var (minP, penalty) = (arguments.GetValue(_minP), arguments.GetValue(_repetitionPenalty));
        var plan = new SamplingPlan
        {
            Samples = samples,
            Temperature = temperature,
            TopP = arguments.GetValue(_topP) ?? (temperature > 0 && minP == 0 ? DefaultTopP : 1),
            TopK = arguments.GetValue(_topK),
            MinP = minP == 0 ? null : minP,
            RepetitionPenalty = penalty == 1 ? null : penalty,
            Logprobs = arguments.GetValue(_logprobs),
            MaxTokens = arguments.GetValue(_maxTokens),
            Seed = arguments.GetValue(_seed),
            Deterministic = arguments.CommandResult.Command.Options.Contains(_deterministic) && arguments.GetValue(_deterministic),
        };
        Require(plan.Samples >= 1, "--n-samples", "must be 1 or more", plan.Samples, faults);
        Require(plan.Temperature is >= 0 and <= 10, "--temperature", "must be from 0 to 10", plan.Temperature, faults);
        Require(plan.TopP is > 0 and <= 1, "--top-p", "must be over 0 and at most 1", plan.TopP, faults);
        Require(plan.TopK >= 0, "--top-k", "must be 0 or more", plan.TopK, faults);
        Require(minP is >= 0 and <= 1, "--min-p", "must be from 0 to 1", minP, faults);
        Require(penalty is > 0 and <= 10, "--repetition-penalty", "must be over 0 and at most 10", penalty, faults);
        Require(plan.MaxTokens is null or >= 1, "--max-tokens", "must be 1 or more", plan.MaxTokens, faults);
        if (plan is { Samples: > 1, Temperature: 0 })
        {
            faults.Add(new Fault("--temperature", null, null, $"is 0, so all {plan.Samples} samples of a prompt would be the same: give a higher one, or --n-samples 1"));
        }

        return plan;
    }

    /// <summary>How much is decoded together; faults go to the collector.</summary>
    public BatchLimits LimitsOf(ParseResult arguments, FaultCollector faults)
    {
        var sequences = arguments.GetValue(_batch);
        Require(sequences >= 1, "--batch", "must be 1 or more", sequences, faults);
        ByteSize? memory = null;
        if (arguments.GetValue(_cacheMemory) is { } text)
        {
            if (ByteSize.TryParse(text, out var size) && size.Bytes > 0)
            {
                memory = size;
            }
            else
            {
                faults.Add(new Fault("--cache-memory", null, null, $"must be a size over 0 like 512MiB or 4GiB, not {text}"));
            }
        }

        return new BatchLimits(sequences, memory);
    }

    private static void Require(bool holds, string option, string rule, IFormattable? value, FaultCollector faults)
    {
        if (!holds)
        {
            faults.Add(new Fault(option, null, null, $"{rule}, not {value?.ToString(null, CultureInfo.InvariantCulture)}"));
        }
    }
}
