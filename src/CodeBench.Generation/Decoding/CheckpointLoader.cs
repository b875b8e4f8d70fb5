using CodeBench.Core.Faults;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Configuration;
using CodeBench.Generation.Model;
using CodeBench.Generation.Tokens;
using CodeBench.Generation.Weights;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>Takes a checkpoint folder into memory: first all but the weights, then these.</summary>
public sealed class CheckpointLoader
{
    private readonly string _folder;
    private readonly ScalarType _type;
    private readonly IReadOnlyList<Device> _devices;
    private readonly DecoderConfig _config;
    private readonly CheckpointTokenizer? _tokenizer;
    private readonly IReadOnlyList<int> _eosIds;
    private readonly IReadOnlyList<Fault> _whyNoTokenizer;

    /// <summary>Reads all but the weights.</summary>
    /// <param name="options">The folder, and where to compute.</param>
    /// <param name="needsTokenizer">Whether it is of no use without a tokenizer.</param>
    /// <exception cref="InvalidInputException">
    /// All that is wrong with its configuration and, where it is needed, its tokenizer; then also what is wrong with its weights.
    /// </exception>
    /// <exception cref="MachineNotAbleException">The device is not there.</exception>
    public CheckpointLoader(CheckpointOptions options, bool needsTokenizer)
    {
        _devices = TorchDevice.FindAll(options.Device);
        _type = options.Dtype switch
        {
            "float32" => ScalarType.Float32,
            "bfloat16" => ScalarType.BFloat16,
            "float16" => ScalarType.Float16,
            _ => throw new InvalidInputException(new Fault("--dtype", null, null, $"\"{options.Dtype}\" is not float32, bfloat16 or float16.")),
        };
        _folder = Path.GetFullPath(options.Folder);
        FolderLinks.Require(_folder);
        var (faults, tokenizerFaults) = (new FaultCollector(), new FaultCollector());
        var config = faults.Try(() => DecoderConfigReader.Read(_folder));
        _tokenizer = tokenizerFaults.Try(() => Tokenizer(config));
        _whyNoTokenizer = tokenizerFaults.Faults;
        faults.AddRange(needsTokenizer ? _whyNoTokenizer : []);
        var weights = faults.Try(() => WeightFiles.Of(_folder));
        var ends = config is null ? null : faults.Try(() => _tokenizer?.EosIds ?? TokenizerLoader.EosIdsOf(_folder, config.Vocabulary));
        if (!faults.IsEmpty)
        {
            // What the weights' files say of themselves is known even where it is not known what they must hold.
            faults.AddRange(weights is null ? [] : CheckpointReader.Check(_folder, weights, config));
            faults.ThrowIfAny();
        }

        (_config, _eosIds) = (config!, ends!);
        Files = [Path.Combine(_folder, DecoderConfigReader.FileName), .. weights!, .. _tokenizer?.Files ?? [], .. ChatTemplateReader.FilesOf(_folder)];
    }

    /// <summary>The full paths of all files that decide what the model says.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Reads the weights: one model, whose layers lie on all devices.</summary>
    /// <param name="layout">How matrices are laid out.</param>
    /// <exception cref="InvalidInputException">All that is wrong with them; or there are more devices than layers.</exception>
    public LoadedCheckpoint Load(MatrixLayout layout) => Load(layout, _devices);

    /// <summary>Reads the weights once for each device: as many whole models.</summary>
    /// <param name="layout">How matrices are laid out.</param>
    /// <exception cref="InvalidInputException">All that is wrong with them.</exception>
    public IReadOnlyList<LoadedCheckpoint> LoadReplicas(MatrixLayout layout)
    {
        var replicas = new List<LoadedCheckpoint>();
        try
        {
            foreach (var device in _devices)
            {
                replicas.Add(Load(layout, [device]));
            }

            return replicas;
        }
        catch
        {
            replicas.ForEach(replica => replica.Dispose());
            throw;
        }
    }

    private LoadedCheckpoint Load(MatrixLayout layout, IReadOnlyList<Device> devices) => new(
        _folder, CheckpointReader.Read(_folder, _config, _type, DevicePlacement.Of(_config, devices), layout), _tokenizer, _eosIds, _whyNoTokenizer);

    private CheckpointTokenizer Tokenizer(DecoderConfig? config)
    {
        var tokenizer = TokenizerLoader.Load(_folder);
        return tokenizer.Tokenizer.VocabularySize <= (config?.Vocabulary ?? int.MaxValue)
            ? tokenizer
            : throw new InvalidInputException(new Fault(
                tokenizer.Files[0], null, null, $"has {tokenizer.Tokenizer.VocabularySize} ids, but the embedding has {config!.Vocabulary} rows."));
    }
}
