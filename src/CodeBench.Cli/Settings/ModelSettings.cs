using System.CommandLine;
using CodeBench.Core.Faults;

namespace CodeBench.Cli.Settings;

/// <summary>Which model: --model, --device, --devices-parallel, --dtype, and those of a server.</summary>
public sealed class ModelSettings
{
    private readonly Option<string> _model = new("--model")
    {
        Description = "Checkpoint folder (config.json, *.safetensors and the tokenizer's files), or the address of a server that speaks the OpenAI API: http://host:8000/v1.",
        HelpName = "FOLDER|URL",
        Required = true,
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "cpu, cuda or cuda:N; several with commas between them share the model's layers: cuda:0,cuda:1.",
        HelpName = "DEVICE[,DEVICE..]",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<bool> _parallel = new("--devices-parallel")
    {
        Description = "A copy of the model on each device of --device, in place of its layers spread over them: faster where the model fits into one.",
    };

    private readonly Option<string> _dtype = new("--dtype")
    {
        Description = "Type that the model computes in.",
        HelpName = "TYPE",
        DefaultValueFactory = _ => "float32",
    };

    private readonly EndpointSettings _endpoint = new();

    /// <summary>Adds the options to a command that samples suites.</summary>
    public void AddTo(Command command)
    {
        AddSingleTo(command);
        command.Add(_parallel);
    }

    /// <summary>Adds those options to a command that are of use for one prompt.</summary>
    public void AddSingleTo(Command command)
    {
        _dtype.AcceptOnlyFromAmong("float32", "bfloat16", "float16");
        command.Add(_model);
        command.Add(_device);
        command.Add(_dtype);
        _endpoint.AddTo(command);
    }

    /// <summary>The model; faults go to the collector.</summary>
    public ModelChoice ChoiceOf(ParseResult arguments, FaultCollector faults)
    {
        var folder = arguments.GetValue(_model) ?? "";
        var endpoint = _endpoint.OptionsOf(folder, arguments, faults);
        if (!EndpointSettings.IsAddress(folder) && !Directory.Exists(folder))
        {
            faults.Add(new Fault("--model", null, null, $"there is no folder \"{folder}\""));
        }

        var device = arguments.GetValue(_device) ?? "cpu";
        var parallel = arguments.CommandResult.Command.Options.Contains(_parallel) && arguments.GetValue(_parallel);
        if (parallel && !device.Contains(','))
        {
            faults.Add(new Fault("--devices-parallel", null, null, $"needs several devices, as --device cuda:0,cuda:1; there is {device} alone"));
        }

        return new ModelChoice(folder, device, arguments.GetValue(_dtype) ?? "float32", parallel, endpoint);
    }
}
