using System.CommandLine;
using CodeBench.Core.Faults;

namespace CodeBench.Cli.Settings;

/// <summary>Which model: --model, --device, --dtype, and those of a server.</summary>
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
        Description = "cpu, cuda or cuda:N.",
        HelpName = "DEVICE",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<string> _dtype = new("--dtype")
    {
        Description = "Type that the model computes in.",
        HelpName = "TYPE",
        DefaultValueFactory = _ => "float32",
    };

    private readonly EndpointSettings _endpoint = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
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

        return new ModelChoice(folder, arguments.GetValue(_device) ?? "cpu", arguments.GetValue(_dtype) ?? "float32", endpoint);
    }
}
