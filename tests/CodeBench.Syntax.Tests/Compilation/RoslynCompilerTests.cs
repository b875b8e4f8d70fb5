using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using CodeBench.Core.Executions;
using CodeBench.Core.Languages;
using CodeBench.Syntax.Compilation;
using CodeBench.Testing;

namespace CodeBench.Syntax.Tests.Compilation;

public sealed class RoslynCompilerTests : IDisposable
{
    private const int Timeout = 60_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = Timeout)]
    public async Task Program_ThatIsValid_BecomesAnAssembly_TheSameEachTime()
    {
        var program = Compilers.Program("Debug.Assert(args.Length == 0);");
        var (first, second) = (await CompileAsync(program, TestContext.Current.CancellationToken), await CompileAsync(program, TestContext.Current.CancellationToken));

        Assert.Equal("", first!.Diagnostics);
        Assert.Equal(first.Output!.Value.ToArray(), second!.Output!.Value.ToArray());
        Assert.True(first.Time > TimeSpan.Zero);
        using var assembly = new PEReader(new MemoryStream(first.Output.Value.ToArray()));
        Assert.True(assembly.PEHeaders.IsExe);
        var metadata = assembly.GetMetadataReader();
        Assert.Contains("Problem", metadata.TypeDefinitions.Select(type => metadata.GetString(metadata.GetTypeDefinition(type).Name)));
    }

    [Fact(Timeout = Timeout)]
    public async Task Symbols_DecideWhatIsCalled()
    {
        var program = Compilers.Program("Debug.Assert(args.Length == 0);");
        Assert.True(CallsAssert(await CompileAsync(program, TestContext.Current.CancellationToken)));
        Assert.False(CallsAssert(await CompileAsync(program, TestContext.Current.CancellationToken, ("language_version", "8.0"))));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("return 1 + ;", "program.cs(8,16): error CS1525")]
    [InlineData("int i = \"text\";", "program.cs(8,13): error CS0029")]
    [InlineData("unsafe { int* p = null; }", "error CS0227")]
    [InlineData("Missing();", "error CS0103")]
    public async Task Program_ThatIsWrong_HasDiagnosticsWithPlaces(string statement, string expected)
    {
        var result = await CompileAsync(Compilers.Program(statement), TestContext.Current.CancellationToken);

        Assert.Null(result!.Output);
        Assert.Contains(expected, result.Diagnostics, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", result.Diagnostics, StringComparison.Ordinal);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("8.0", "int i = args.Length switch { 0 => 1, _ => 2 };", true)]
    [InlineData("7.3", "int i = args.Length switch { 0 => 1, _ => 2 };", false)]
    [InlineData("8.0", "List<int> list = new();", false)]
    public async Task LanguageVersion_DecidesWhatIsValid(string version, string statement, bool valid)
    {
        var result = await CompileAsync(Compilers.Program(statement), TestContext.Current.CancellationToken, ("language_version", version));
        Assert.Equal(valid, result!.Output is not null);
    }

    [Fact(Timeout = Timeout)]
    public async Task Program_ThatNamesFilesOfTheHost_DoesNotGetThem()
    {
        var secret = _folder.Write("secret.txt", "<doc><secret>treasure</secret></doc>");
        string[] programs =
        [
            $"[assembly: System.Reflection.AssemblyKeyFile(\"{secret}\")]\nclass P {{ static void Main() {{ }} }}",
            $"#r \"{secret}\"\nclass P {{ static void Main() {{ }} }}",
            $"#load \"{secret}\"\nclass P {{ static void Main() {{ }} }}",
            $"/// <include file='{secret}' path='doc/secret'/>\nclass P {{ static void Main() {{ }} }}",
            $"#line 1 \"{secret}\"\nclass P {{ static void Main() {{ int i = \"\"; }} }}",
            $"#pragma checksum \"{secret}\" \"{{406EA660-64CF-4C82-B6F0-42D48172A799}}\" \"00\"\nclass P {{ static void Main() {{ }} }}",
        ];
        foreach (var program in programs)
        {
            var result = await CompileAsync(program, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("treasure", result!.Diagnostics, StringComparison.Ordinal);
            Assert.DoesNotContain("treasure", System.Text.Encoding.UTF8.GetString((result.Output ?? default).Span), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("level", "3", "no option level")]
    [InlineData("language_version", "8.x", "no language version 8.x")]
    [InlineData("optimize", "much", "true or false")]
    public void Open_WrongOption_IsRefused(string name, string value, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => Open((name, value)));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ReferenceThatIsNoAssembly_IsRefused()
    {
        var compiler = new RoslynCompiler(TimeProvider.System);
        var exception = Assert.Throws<ArgumentException>(() => compiler.Open(
            new HostCompilation(compiler.Id, "out", ["/lib/text"], Compilers.Options), [new byte[] { 1, 2, 3 }], 1));
        Assert.Contains("/lib/text", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_IsThatOfThePackage() => Assert.Matches(@"\A\d+\.\d+\.\d+[-\w.]*\z", new RoslynCompiler(TimeProvider.System).Version);

    private static IProgramCompiler Open(params (string Name, string Value)[] options) =>
        new RoslynCompiler(TimeProvider.System).Open(Compilers.Host(options.ToDictionary(option => option.Name, option => option.Value)), Compilers.Contents, 1);

    private static async Task<HostCompilationResult?> CompileAsync(string program, CancellationToken cancellationToken, params (string Name, string Value)[] options)
    {
        using var compiler = options.Length == 0 ? Compilers.Open() : Open(options);
        return await compiler.CompileAsync("program.cs", program, new Limits(), cancellationToken);
    }

    private static bool CallsAssert(HostCompilationResult? result)
    {
        using var assembly = new PEReader(new MemoryStream(result!.Output!.Value.ToArray()));
        var metadata = assembly.GetMetadataReader();
        return metadata.MemberReferences.Any(member => metadata.GetString(metadata.GetMemberReference(member).Name) == "Assert");
    }
}
