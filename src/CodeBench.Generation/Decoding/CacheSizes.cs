using CodeBench.Core.Faults;
using CodeBench.Generation.Model;
using static TorchSharp.torch;

namespace CodeBench.Generation.Decoding;

/// <summary>How large the cache of a batch is.</summary>
/// <param name="Sequences">How many sequences may be decoded together.</param>
/// <param name="Slots">Its slots: one for each, one for the prompt whose samples have not all begun, and a spare one where passes are of a fixed size.</param>
/// <param name="Room">Positions of a slot.</param>
/// <param name="Rows">Tokens of a pass, where its size is fixed.</param>
internal sealed record CacheSizes(int Sequences, int Slots, int Room, int? Rows)
{
    // Slots then begin at addresses that are multiples of 64, of which some matrix products make a difference.
    private const int RoomUnit = 16;

    /// <summary>As many sequences as are wanted and fit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="longest">Positions of the longest sequence.</param>
    /// <param name="wanted">How many sequences are wanted, 1 or more.</param>
    /// <param name="memory">How much they may take of each device; null is what the budgets say.</param>
    /// <param name="budgets">What is free of each device.</param>
    /// <param name="sharing">How many decoders share their devices, 1 or more.</param>
    /// <param name="rows">Tokens of a pass, where its size is fixed.</param>
    /// <exception cref="InvalidInputException">Not even one fits.</exception>
    public static CacheSizes Of(Decoder model, int longest, int wanted, ByteSize? memory, CacheBudgets budgets, int sharing, int? rows)
    {
        var room = (Math.Max(longest, rows ?? 1) + RoomUnit - 1) / RoomUnit * RoomUnit;
        var others = rows is null ? 1 : 2;
        // The device that has most layers for what it has left is the one that says how many fit.
        var (fitting, slot) = model.Placement.Devices.Select(FittingOn).MinBy(device => device.Fitting);
        if (fitting < 1)
        {
            throw new InvalidInputException(new Fault(
                "--cache-memory",
                null,
                null,
                $"must be at least {InMebibytes(slot * (others + 1) * sharing)}: a sequence of {longest} tokens takes {InMebibytes(slot)}. " +
                "Give more, or a smaller --max-tokens"));
        }

        var sequences = (int)Math.Min(wanted, fitting);
        return new CacheSizes(sequences, sequences + others, room, rows);

        (long Fitting, long Slot) FittingOn(Device device)
        {
            var size = room * model.SizeOfPositionOn(device).Bytes;
            var budget = size > 0 ? memory ?? budgets.Of(device) : null;
            return (budget is { } bytes ? (bytes.Bytes / sharing / size) - others : long.MaxValue, size);
        }

        static ByteSize InMebibytes(long bytes) => ByteSize.FromMebibytes((bytes + (1 << 20) - 1) >> 20);
    }
}
