using System.CommandLine;
using CodeBench.Core.Faults;
using CodeBench.Submission;

namespace CodeBench.Cli.Settings;

/// <summary>
/// Which cluster, and what a shard may have of it: --engine, --gpus, --cpus, --memory and what only one kind of cluster knows; and what its execution may have where that is a job of its own.
/// </summary>
public sealed class ClusterSettings
{
    private const string Slurm = "slurm";
    private const string Kubernetes = "kubernetes";

    private readonly Option<string> _engine = new("--engine") { Description = "slurm or kubernetes.", HelpName = "KIND", Required = true };

    private readonly Option<int?> _gpus = new("--gpus") { Description = "GPUs of a shard.", HelpName = "N" };

    private readonly Option<int?> _cpus = new("--cpus") { Description = "Processors of a shard.", HelpName = "N" };

    private readonly Option<string?> _memory = new("--memory") { Description = "Memory of a shard, as the cluster writes it: 32G (Slurm), 32Gi (Kubernetes).", HelpName = "SIZE" };

    private readonly Option<string?> _partition = new("--partition") { Description = "Slurm: the partition.", HelpName = "P" };

    private readonly Option<string?> _gres = new("--gres") { Description = "Slurm: generic resources of a shard, gpu:a100:1.", HelpName = "LIST" };

    private readonly Option<string?> _time = new("--time") { Description = "Slurm: the time limit of a shard, 2:00:00.", HelpName = "TIME" };

    private readonly Option<int?> _executionCpus = new("--execution-cpus") { Description = "Processors of a shard's execution, with --separate-execution. Default: --cpus.", HelpName = "N" };

    private readonly Option<string?> _executionMemory = new("--execution-memory") { Description = "Memory of a shard's execution. Default: --memory.", HelpName = "SIZE" };

    private readonly Option<string?> _executionPartition = new("--execution-partition") { Description = "Slurm: the partition of the execution. Default: --partition.", HelpName = "P" };

    private readonly Option<string?> _executionTime = new("--execution-time") { Description = "Slurm: the time limit of a shard's execution. Default: --time.", HelpName = "TIME" };

    private readonly Option<string[]> _more = new("--sbatch-option") { Description = "Slurm: a further option of sbatch, account=nlp. May be repeated.", HelpName = "OPTION" };

    private readonly Option<string?> _image = new("--image") { Description = "Kubernetes: the container image that CodeBench is in.", HelpName = "IMAGE" };

    private readonly Option<string?> _namespace = new("--namespace") { Description = "Kubernetes: the namespace.", HelpName = "NAME" };

    private readonly Option<string?> _claim = new("--volume-claim") { Description = "Kubernetes: the claim of the volume that --out lies on.", HelpName = "NAME" };

    private readonly Option<string?> _mount = new("--volume-mount")
    {
        Description = "Kubernetes: where that volume is mounted, here and in the containers. Default: the folder above --out.",
        HelpName = "FOLDER",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _engine.AcceptOnlyFromAmong(Slurm, Kubernetes);
        Option[] options = [_engine, _gpus, _cpus, _memory, _partition, _gres, _time, _executionCpus, _executionMemory, _executionPartition, _executionTime, _more, _image, _namespace, _claim, _mount];
        foreach (var option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a shard starts the CodeBench of an image, and not this one.</summary>
    public bool HasImage(ParseResult arguments) => arguments.GetValue(_engine) == Kubernetes;

    /// <summary>The cluster for a command's whole or its generation, and the one for an execution that is a job of its own: without GPUs. Faults go to the collector.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">The run's folder, a full path.</param>
    /// <param name="retries">How often a shard is tried again.</param>
    /// <param name="isSeparate">Whether the execution is a job of its own.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public (ICluster First, ICluster Execution) ClustersOf(ParseResult arguments, string folder, int retries, bool isSeparate, FaultCollector faults)
    {
        RequirePositive(arguments, _gpus, faults);
        RequirePositive(arguments, _cpus, faults);
        RequirePositive(arguments, _executionCpus, faults);
        var isSlurm = arguments.GetValue(_engine) == Slurm;
        Option[] foreign = isSlurm ? [_image, _namespace, _claim, _mount] : [_partition, _gres, _time, _executionPartition, _executionTime, _more];
        arguments.Refuse(foreign, $"is not for --engine {arguments.GetValue(_engine)}", faults);
        if (!isSeparate)
        {
            Option[] separate = [_executionCpus, _executionMemory, _executionPartition, _executionTime];
            arguments.Refuse(separate.Except(foreign), "is for --separate-execution", faults);
        }

        var cpus = arguments.GetValue(_executionCpus) ?? arguments.GetValue(_cpus);
        var memory = arguments.GetValue(_executionMemory) ?? arguments.GetValue(_memory);
        if (isSlurm)
        {
            var slurm = SlurmOf(arguments, faults);
            var partition = arguments.GetValue(_executionPartition) ?? slurm.Partition;
            var time = arguments.GetValue(_executionTime) ?? slurm.Time;
            return (new SlurmCluster(slurm), new SlurmCluster(slurm with { Gpus = null, Gres = null, Cpus = cpus, Memory = memory, Partition = partition, Time = time }));
        }

        var kubernetes = KubernetesOf(arguments, folder, retries, faults);
        return (new KubernetesCluster(kubernetes), new KubernetesCluster(kubernetes with { Gpus = null, Cpus = cpus, Memory = memory }));
    }

    private SlurmOptions SlurmOf(ParseResult arguments, FaultCollector faults)
    {
        Option<string?>[] words = [_partition, _gres, _time, _memory, _executionPartition, _executionTime, _executionMemory];
        foreach (var option in words.Where(option => arguments.GetValue(option)?.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) == true))
        {
            faults.Add(new Fault(option.Name, null, null, "must be one word"));
        }

        var more = arguments.GetValue(_more) ?? [];
        if (more.Any(option => option.Any(char.IsControl) || option.TrimStart('-').Length == 0))
        {
            faults.Add(new Fault(_more.Name, null, null, "must be an option on one line: account=nlp"));
        }

        return new SlurmOptions
        {
            Partition = arguments.GetValue(_partition),
            Gpus = arguments.GetValue(_gpus),
            Gres = arguments.GetValue(_gres),
            Cpus = arguments.GetValue(_cpus),
            Time = arguments.GetValue(_time),
            Memory = arguments.GetValue(_memory),
            More = more,
        };
    }

    private KubernetesOptions KubernetesOf(ParseResult arguments, string folder, int retries, FaultCollector faults)
    {
        var mount = arguments.GetValue(_mount) is { } named ? Path.GetFullPath(named) : Path.GetDirectoryName(folder) ?? "/";
        if (Path.GetRelativePath(mount, folder).StartsWith("..", StringComparison.Ordinal))
        {
            faults.Add(new Fault(_mount.Name, null, null, $"{folder} does not lie below {mount}: what the shards write would be lost"));
        }

        return new KubernetesOptions
        {
            Image = Required(arguments, _image, faults),
            VolumeClaim = Required(arguments, _claim, faults),
            VolumeMount = mount,
            Namespace = arguments.GetValue(_namespace),
            Gpus = arguments.GetValue(_gpus),
            Cpus = arguments.GetValue(_cpus),
            Memory = arguments.GetValue(_memory),
            Retries = retries,
        };
    }

    private static string Required(ParseResult arguments, Option<string?> option, FaultCollector faults)
    {
        if (arguments.GetValue(option) is { Length: > 0 } value)
        {
            return value;
        }

        faults.Add(new Fault(option.Name, null, null, $"is needed for --engine {Kubernetes}"));
        return "";
    }

    private static void RequirePositive(ParseResult arguments, Option<int?> option, FaultCollector faults)
    {
        if (arguments.GetValue(option) is < 1 and var value)
        {
            faults.Add(new Fault(option.Name, null, null, $"must be 1 or more, not {value}"));
        }
    }
}
