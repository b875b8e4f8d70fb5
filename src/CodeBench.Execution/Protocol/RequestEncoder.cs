using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;

namespace CodeBench.Execution.Protocol;

/// <summary>Turns a program into a request frame. The buffer is kept from program to program.</summary>
internal sealed class RequestEncoder
{
    /// <summary>The version of the protocol that this side speaks.</summary>
    public const uint Version = 4;

    /// <summary>The most bytes of all results of a program together.</summary>
    public const int MostResults = 64 << 20;

    /// <summary>The folder in which programs run.</summary>
    public const string WorkFolder = "/box/program";

    private static readonly KeyValuePair<string, string>[] BaseEnvironment =
    [
        new("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
        new("HOME", WorkFolder),
        new("LANG", "C.UTF-8"),
        new("USER", "program"),
        new("LOGNAME", "program"),
    ];

    private readonly ArrayBufferWriter<byte> _buffer = new(16 << 10);

    /// <summary>The frame, its length in front. It is valid until the next call.</summary>
    public ReadOnlyMemory<byte> Encode(ulong id, SourceProgram program)
    {
        _buffer.ResetWrittenCount();
        Write(0u); // the length, known at the end
        Write((byte)'R');
        Write(id);
        Write(program.Helper);
        Write(program.CompileServer);
        var environment = BaseEnvironment.Where(pair => !program.Environment.ContainsKey(pair.Key)).Concat(program.Environment).ToArray();
        Write((uint)environment.Length);
        foreach (var (name, value) in environment)
        {
            Write($"{name}={value}");
        }

        Write(program.Results);
        Write((ulong)MostResults);
        Write((uint)(program.Files.Count + program.Binaries.Count));
        foreach (var file in program.Files)
        {
            Write((uint)(file.Step + 1 ?? 0));
            Write(file.Name);
            Write(file.Content);
        }

        foreach (var file in program.Binaries)
        {
            Write(0u);
            Write(file.Name);
            Write(file.Content.Span);
        }

        Write((uint)program.Steps.Count);
        foreach (var step in program.Steps)
        {
            Write(step, StartOf(step, program));
        }

        return Finish();
    }

    /// <summary>The frame that asks for a program back which has not begun. It is valid until the next call.</summary>
    public ReadOnlyMemory<byte> EncodeRecall(ulong id)
    {
        _buffer.ResetWrittenCount();
        Write(0u);
        Write((byte)'B');
        Write(id);
        return Finish();
    }

    private ReadOnlyMemory<byte> Finish()
    {
        var frame = _buffer.WrittenMemory;
        BinaryPrimitives.WriteUInt32LittleEndian(
            System.Runtime.InteropServices.MemoryMarshal.AsMemory(frame).Span, (uint)(frame.Length - sizeof(uint)));
        return frame;
    }

    // 0: a process of its own, 1: by the helper, 2: by the compile server.
    private static byte StartOf(Step step, SourceProgram program) =>
        !step.Warm ? (byte)0
        : step.Kind == StepKind.Compile ? (byte)(program.CompileServer.Count > 0 ? 2 : 0)
        : (byte)(program.Helper.Count > 0 ? 1 : 0);

    private void Write(Step step, byte start)
    {
        Write(step.Command);
        Write((ulong)step.Limits.WallTime.TotalMicroseconds);
        Write((ulong)step.Limits.CpuTime.TotalMicroseconds);
        Write((ulong)step.Limits.Output.Bytes);
        Write((ulong)step.Limits.Files.Bytes);
        Write(start);
    }

    private void Write(IReadOnlyList<string> texts)
    {
        Write((uint)texts.Count);
        foreach (var text in texts)
        {
            Write(text);
        }
    }

    private void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write((uint)length);
        Encoding.UTF8.GetBytes(text, _buffer.GetSpan(length));
        _buffer.Advance(length);
        Write((byte)0);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        Write((uint)bytes.Length);
        _buffer.Write(bytes);
        Write((byte)0);
    }

    private void Write(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    private void Write(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.GetSpan(sizeof(uint)), value);
        _buffer.Advance(sizeof(uint));
    }

    private void Write(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(sizeof(ulong)), value);
        _buffer.Advance(sizeof(ulong));
    }
}
