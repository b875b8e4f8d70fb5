using System.Buffers.Binary;
using System.Text;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Core.Programs;
using CodeBench.Execution.Protocol;

namespace CodeBench.Execution.Tests.Protocol;

public sealed class ProtocolTests
{
    private const int Timeout = 10_000;

    private static readonly SourceProgram Program = new()
    {
        Files = [new SourceFile("p.py", "é")],
        Steps = [new Step(StepKind.Run, ["python3", "p.py"], new Limits { WallTime = TimeSpan.FromSeconds(3), CpuTime = TimeSpan.FromSeconds(2) })],
        Environment = new Dictionary<string, string> { ["HOME"] = "/elsewhere" },
    };

    [Fact]
    public void Encode_Program_IsTheDocumentedFrame()
    {
        var expected = new Bytes().U8('R').U64(7).U32(0).U32(0)
            .U32(5).Sent("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin").Sent("LANG=C.UTF-8").Sent("USER=program")
            .Sent("LOGNAME=program").Sent("HOME=/elsewhere")
            .U32(0).U64(RequestEncoder.MostResults)
            .U32(1).U32(0).Sent("p.py").Sent("é")
            .U32(1).U32(2).Sent("python3").Sent("p.py").U64(3_000_000).U64(2_000_000).U64(16 << 20).U64(64 << 20).U8((char)0);
        var frame = new RequestEncoder().Encode(7, Program).ToArray();
        Assert.Equal(expected.Count, BinaryPrimitives.ReadInt32LittleEndian(frame));
        Assert.Equal(expected.ToArray(), frame[4..]);
    }

    [Fact]
    public void Encode_WarmStep_NamesTheHelper()
    {
        var warm = Program with { Helper = ["helper", "-x"], Steps = [Program.Steps[0] with { Warm = true }, Program.Steps[0]] };
        var frame = new RequestEncoder().Encode(7, warm).ToArray();
        Assert.Equal(new Bytes().U8('R').U64(7).U32(2).Sent("helper").Sent("-x").ToArray(), frame[4..(4 + 1 + 8 + 4 + 4 + 7 + 4 + 3)]);
        var step = new Bytes().U32(2).Sent("python3").Sent("p.py").U64(3_000_000).U64(2_000_000).U64(16 << 20).U64(64 << 20);
        Assert.Equal([.. step.ToArray(), 1, .. step.ToArray(), 0], frame[^(2 * (step.Count + 1))..]);
    }

    [Fact]
    public void Encode_ResultsAndFilesOfSteps_StandWhereTheyAreDocumented()
    {
        var program = Program with { Results = ["out"], Files = [new SourceFile("a", "", 0), new SourceFile("b", "c", 3)] };
        var frame = new RequestEncoder().Encode(7, program).ToArray();
        var expected = new Bytes().U32(1).Sent("out").U64(RequestEncoder.MostResults).U32(2).U32(1).Sent("a").Sent("").U32(4).Sent("b").Sent("c").ToArray();
        Assert.NotEqual(-1, frame.AsSpan().IndexOf(expected));
    }

    [Fact]
    public void Encode_Binary_IsAFileThatStays_ByteForByte()
    {
        var frame = new RequestEncoder().Encode(7, Program with { Binaries = [new BinaryFile("p.exe", new byte[] { 0, 255, 0 })] }).ToArray();
        byte[] expected = [.. new Bytes().U32(2).U32(0).Sent("p.py").Sent("é").U32(0).Sent("p.exe").U32(3).ToArray(), 0, 255, 0, 0];
        Assert.NotEqual(-1, frame.AsSpan().IndexOf(expected));
    }

    [Fact]
    public void Encode_WarmStepWithoutHelper_IsAFreshProcess()
    {
        var frame = new RequestEncoder().Encode(7, Program with { Steps = [Program.Steps[0] with { Warm = true }] }).ToArray();
        Assert.Equal(new RequestEncoder().Encode(7, Program).ToArray(), frame);
    }

    [Fact]
    public void Encode_Recall_IsTheDocumentedFrame()
    {
        var encoder = new RequestEncoder();
        encoder.Encode(7, Program);
        Assert.Equal(new Bytes().U32(9).U8('B').U64(7).ToArray(), encoder.EncodeRecall(7).ToArray());
    }

    [Fact]
    public void Encode_SecondProgram_HasNothingOfTheFirst()
    {
        var encoder = new RequestEncoder();
        encoder.Encode(1, Program with { Files = [new SourceFile("p.py", new string('x', 100_000))] });
        Assert.Equal(new RequestEncoder().Encode(2, Program).ToArray(), encoder.Encode(2, Program).ToArray());
    }

    [Fact]
    public void Decode_Report_IsReadWhole()
    {
        var done = Assert.IsType<RunnerMessage.Done>(ReplyDecoder.Decode(Done(), Program));
        Assert.Equal((7UL, CleaningNotices.Slow, TimeSpan.FromMicroseconds(600_000)), (done.Id, done.Notices, done.Cleaning));
        var report = Assert.Single(done.Reports);
        Assert.Equal((StepKind.Run, StepEnd.TimedOut, (int?)null, 9), (report.Kind, report.End, report.ExitCode, report.Signal));
        Assert.Equal((TimeSpan.FromMicroseconds(123), TimeSpan.FromMicroseconds(45)), (report.WallTime, report.CpuTime));
        Assert.Equal(new ByteSize(4096), report.PeakMemory);
        // No byte is missing between head and tail, so a character cut in two is whole again.
        Assert.Equal(new CapturedOutput("é", "", 0), report.Stdout);
        Assert.Equal(new CapturedOutput("head", "tail", 5), report.Stderr);
        Assert.Equal("é", Assert.Single(report.Results, result => result.Key == "out").Value);
    }

    [Fact]
    public void Decode_EveryShortenedFrame_IsRefused()
    {
        var frame = Done();
        for (var length = 0; length < frame.Length; length++)
        {
            var cut = frame[..length];
            Assert.Throws<ProtocolException>(() => ReplyDecoder.Decode(cut, Program));
        }

        Assert.Throws<ProtocolException>(() => ReplyDecoder.Decode([.. frame, 0], Program));
        Assert.Throws<ProtocolException>(() => ReplyDecoder.Decode(frame, null));
    }

    [Fact]
    public void Decode_HelloGivenBackAndFault_AreTold()
    {
        Assert.Equal(new RunnerMessage.GivenBack(5), ReplyDecoder.Decode(new Bytes().U8('B').U64(5).ToArray(), Program));
        Assert.Equal(new RunnerMessage.Hello(1, 2), ReplyDecoder.Decode(new Bytes().U8('H').U32(1).U32(2).ToArray(), null));
        Assert.Equal(new RunnerMessage.Fault(3, "no"), ReplyDecoder.Decode(new Bytes().U8('F').U64(3).Got("no").ToArray(), Program));
    }

    [Fact(Timeout = Timeout)]
    public async Task Read_FramesInPieces_ComeWhole()
    {
        var token = TestContext.Current.CancellationToken;
        var content = Enumerable.Range(0, 5).Select(i => Enumerable.Repeat((byte)i, 1 + (i * 9_973)).ToArray()).ToArray();
        var stream = new Bytes();
        foreach (var frame in content)
        {
            stream.U32((uint)frame.Length).Add(frame);
        }

        foreach (var piece in new[] { 1, 3, 4096, 1 << 20 })
        {
            var reader = new FrameReader(new PieceStream(stream.ToArray(), piece));
            foreach (var frame in content)
            {
                Assert.Equal(frame, (await reader.ReadAsync(token)).ToArray());
            }

            await Assert.ThrowsAsync<EndOfStreamException>(async () => await reader.ReadAsync(token));
        }
    }

    [Theory(Timeout = Timeout)]
    [InlineData(0u)]
    [InlineData((uint)FrameReader.MaxLength + 1)]
    [InlineData(uint.MaxValue)]
    public async Task Read_LengthThatNoFrameHas_IsRefused(uint length)
    {
        var reader = new FrameReader(new MemoryStream(new Bytes().U32(length).ToArray()));
        await Assert.ThrowsAsync<ProtocolException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    private static byte[] Done() => new Bytes().U8('D').U64(7).U32(1).Got("out").Got("é").U32(2).U64(600_000).U32(1)
        .U8((char)2).U32(uint.MaxValue).U32(9).U64(123).U64(45).U64(4096)
        .U32(1).Add([0xC3]).U32(1).Add([0xA9]).U64(0)
        .Got("head").Got("tail").U64(5).ToArray();

    private sealed class Bytes
    {
        private readonly List<byte> _bytes = [];

        public int Count => _bytes.Count;

        public byte[] ToArray() => [.. _bytes];

        public Bytes Add(IEnumerable<byte> bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public Bytes U8(char value) => Add([(byte)value]);

        public Bytes U32(uint value) => Add(BitConverter.GetBytes(value));

        public Bytes U64(ulong value) => Add(BitConverter.GetBytes(value));

        public Bytes Got(string text) => U32((uint)Encoding.UTF8.GetByteCount(text)).Add(Encoding.UTF8.GetBytes(text));

        public Bytes Sent(string text) => Got(text).Add([0]);
    }

    private sealed class PieceStream(byte[] content, int piece) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
