using System.Buffers.Binary;
using System.Text;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Execution.Protocol;

/// <summary>Reads one frame of the runner.</summary>
internal ref struct ReplyDecoder
{
    private ReadOnlySpan<byte> _rest;

    private ReplyDecoder(ReadOnlySpan<byte> frame) => _rest = frame;

    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">The frame without its length.</param>
    /// <param name="program">The program that is under way, whose steps the reports belong to; null before the first.</param>
    /// <exception cref="ProtocolException">It is no frame of this version.</exception>
    public static RunnerMessage Decode(ReadOnlySpan<byte> frame, SourceProgram? program)
    {
        var decoder = new ReplyDecoder(frame);
        RunnerMessage message = (char)decoder.Byte() switch
        {
            'H' => new RunnerMessage.Hello(decoder.UInt32(), decoder.UInt32()),
            'D' => decoder.Done(program ?? throw new ProtocolException("A report came before any program was sent.")),
            'B' => new RunnerMessage.GivenBack(decoder.UInt64()),
            'F' => new RunnerMessage.Fault(decoder.UInt64(), decoder.Text()),
            var type => throw new ProtocolException($"A frame of type {(int)type} is not known."),
        };
        return decoder._rest.IsEmpty ? message : throw new ProtocolException("A frame is longer than its content.");
    }

    private RunnerMessage.Done Done(SourceProgram program)
    {
        var id = UInt64();
        var results = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = UInt32(); left > 0; left--)
        {
            results[Text()] = Text();
        }

        var notices = (CleaningNotices)UInt32();
        var cleaning = Microseconds();
        var count = UInt32();
        if (count == 0 || count > program.Steps.Count)
        {
            throw new ProtocolException($"{count} reports came for {program.Steps.Count} steps.");
        }

        var reports = new StepReport[count];
        for (var i = 0; i < reports.Length; i++)
        {
            reports[i] = Report(program.Steps[i].Kind);
        }

        if (results.Count > 0)
        {
            reports[^1] = reports[^1] with { Results = results };
        }

        return new RunnerMessage.Done(id, notices, cleaning, reports);
    }

    private StepReport Report(StepKind kind)
    {
        var end = Byte() switch
        {
            0 => StepEnd.Exited,
            1 => StepEnd.Signalled,
            2 or 3 => StepEnd.TimedOut,
            4 => StepEnd.OutOfMemory,
            5 => StepEnd.OutputExceeded,
            6 => StepEnd.NotStarted,
            var other => throw new ProtocolException($"A step cannot end in way {other}."),
        };
        var exitCode = (int)UInt32();
        var signal = (int)UInt32();
        return new StepReport
        {
            Kind = kind,
            End = end,
            ExitCode = exitCode < 0 ? null : exitCode,
            Signal = signal == 0 ? null : signal,
            WallTime = Microseconds(),
            CpuTime = Microseconds(),
            PeakMemory = new ByteSize((long)UInt64()),
            Stdout = Output(),
            Stderr = Output(),
        };
    }

    private CapturedOutput Output()
    {
        var head = Bytes();
        var tail = Bytes();
        var dropped = (long)UInt64();
        if (dropped > 0)
        {
            return new CapturedOutput(Encoding.UTF8.GetString(head), Encoding.UTF8.GetString(tail), dropped);
        }

        // Nothing is missing: joined as bytes, so that no character is torn where the two meet.
        return head.IsEmpty ? CapturedOutput.Empty
            : new CapturedOutput(tail.IsEmpty ? Encoding.UTF8.GetString(head) : Encoding.UTF8.GetString([.. head, .. tail]), "", 0);
    }

    private TimeSpan Microseconds() => TimeSpan.FromTicks((long)UInt64() * TimeSpan.TicksPerMicrosecond);

    private string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Bytes() => Take((int)Math.Min(UInt32(), int.MaxValue));

    private byte Byte() => Take(1)[0];

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    private ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new ProtocolException("A frame ends in the middle of a value.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
