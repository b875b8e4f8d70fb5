using System.Globalization;
using CodeBench.Core.Faults;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>Finds the device that a user names.</summary>
public static class TorchDevice
{
    /// <summary>The version of TorchSharp that libtorch came with.</summary>
    public static string LibraryVersion { get; } = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);

    /// <summary>Which libtorch computes, and on what: "2.10.0 (TorchSharp 0.107.0); devices: cpu (2 threads), cuda:0".</summary>
    public static string Describe()
    {
        var cards = cuda.is_available() ? Enumerable.Range(0, cuda.device_count()).Select(index => $"cuda:{index}") : [];
        string[] devices = [$"cpu ({get_num_threads()} threads)", .. cards];
        return $"{Version.Parse(__version__).ToString(3)} (TorchSharp {LibraryVersion}); devices: {string.Join(", ", devices)}";
    }

    /// <summary>The devices, one or more.</summary>
    /// <param name="names">cpu, cuda or cuda:N, or several with commas between them.</param>
    /// <exception cref="InvalidInputException">One is none of these.</exception>
    /// <exception cref="MachineNotAbleException">CUDA is asked for, and is not here; or libtorch does not load at all.</exception>
    public static IReadOnlyList<Device> FindAll(string names) => [.. names.Split(',', StringSplitOptions.TrimEntries).Select(Find)];

    /// <summary>The device.</summary>
    /// <param name="name">cpu, cuda or cuda:N.</param>
    /// <exception cref="InvalidInputException">It is none of these.</exception>
    /// <exception cref="MachineNotAbleException">CUDA is asked for, and is not here; or libtorch does not load at all.</exception>
    public static Device Find(string name)
    {
        var parts = name.Split(':');
        var index = 0;
        if (name != "cpu" && (parts[0] != "cuda" || parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out index))))
        {
            throw new InvalidInputException(new Fault("--device", null, null, $"\"{name}\" is not cpu, cuda or cuda:N."));
        }

        if (Probe() is { } fault)
        {
            throw new MachineNotAbleException(fault);
        }

        if (name == "cpu")
        {
            return CPU;
        }

        if (!cuda.is_available() || index >= cuda.device_count())
        {
            throw new MachineNotAbleException(
                $"There is no device {name} here: CUDA needs an NVIDIA driver, and a build with TorchBackend=cuda or system (docs/devices.md). Use --device cpu.");
        }

        CudnnAttention.TurnOff();
        return new Device(TorchSharp.DeviceType.CUDA, index);
    }

    /// <summary>
    /// What kinds of devices are named, each once: "cuda" for "cuda:0,cuda:1". Numbers are rounded by the kind, not by the number of a card, so a run may go on on another one.
    /// </summary>
    public static string KindsOf(string names) => string.Join(',', names.Split(',', StringSplitOptions.TrimEntries).Select(name => name.Split(':')[0]).Distinct());

    /// <summary>Loads libtorch and adds two numbers.</summary>
    /// <returns>What is wrong; null where it works.</returns>
    public static string? Probe()
    {
        try
        {
            using var sum = ones(1) + ones(1);
            return sum.item<float>() == 2 ? null : "libtorch computes wrong results";
        }
        catch (Exception exception) when (exception is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            // TorchSharp tells at length where it looked, on standard output.
            return exception is TypeInitializationException { InnerException: not (NotSupportedException or DllNotFoundException) and { } cause }
                ? cause.Message
                : "libtorch does not load: where it does not come with the build (TorchBackend=system) LD_LIBRARY_PATH must name its folder (docs/devices.md)";
        }
    }
}
