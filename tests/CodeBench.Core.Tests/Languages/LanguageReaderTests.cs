using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Languages;

public sealed class LanguageReaderTests : IDisposable
{
    private const string Right = """
        id: toy
        name: Toy
        aliases: [ty]
        file: program.toy
        environment: { TOY_LEVEL: "3" }
        limits: { wall: 20s, cpu: 10s, memory: 256MiB, files: 32MiB }
        steps:
          - kind: compile
            command: [toyc, program.toy]
            limits: { memory: 1GiB, processes: 200 }
          - kind: run
            warm: true
            command: [./program]
        helper: { command: [toyd, --fork], memory: 8MiB }
        variants:
          - name: script
            steps: [{ kind: run, command: [toy, program.toy], limits: { wall: 1m } }]
        stops: ["\nfunction"]
        epilogue: |
          print("{{ word }}")
        failures:
          - verdict: wrong_answer
            step: run
            stderr: "^assertion"
          - { verdict: memory_exceeded, exit_code: 3 }
        driver: { warm: true, expect: [toy, expect], run: [toy, run], check: [toy, check] }
        extractor: { version: 3, command: [toy, extract] }
        """;

    private const string Host = "host: { compiler: toyc, output: program, references: [/lib/toy.so], options: { level: \"3\" } }";

    private const string Compiled = """
        id: toy
        name: Toy
        file: program.toy
        steps:
          - { kind: compile, warm: true, command: [toyc, program.toy] }
          - { kind: run, command: [./program] }
        compile_server: { command: [toycd], memory: 90MiB, processes: 20 }
        epilogue: say {{ word }}
        epilogue_before: "end$"
        control: fail
        rewrites:
          - { pattern: "^exit (\\w+)", replacement: "keep $1" }
        companions:
          - name: proof.toy
            capture: "^package (?<package>\\w+)"
            content: "package {{ package }} {{ control }} {{ word }}"
          - { name: settings, content: "all" }
        unchecked: no machine has it
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_RightFile_GivesAllThatItSays()
    {
        var toy = Read(Right);

        Assert.Equal(("toy", "Toy", "program.toy"), (toy.Id, toy.Name, toy.FileName));
        Assert.Equal([StepKind.Compile, StepKind.Run], toy.Steps.Select(step => step.Kind));
        Assert.Equal(ByteSize.FromMebibytes(1024), toy.Steps[0].Limits.Memory);
        Assert.Equal(ByteSize.FromMebibytes(256), toy.Steps[1].Limits.Memory);
        Assert.Equal(TimeSpan.FromSeconds(20), toy.Steps[1].Limits.WallTime);
        Assert.Equal(64, toy.Steps[1].Limits.Processes);
        Assert.Equal([false, true], toy.Steps.Select(step => step.Warm));
        Assert.Equal(["toyd", "--fork"], toy.Helper!.Command);
        Assert.Equal(ByteSize.FromMebibytes(8), toy.Helper.Memory);
        Assert.Equal(["toy expect", "toy run", "toy check"], new[] { toy.Driver!.Expect, toy.Driver.Run, toy.Driver.Check }.Select(command => string.Join(' ', command)));
        Assert.True(toy.Driver.Warm);
        Assert.Equal((3, false), (toy.Extractor!.Version, toy.Extractor.Warm));
        Assert.Equal(["toy", "extract"], toy.Extractor.Command);
        Assert.Equal("3", toy.Environment["TOY_LEVEL"]);
        Assert.Equal("print(\"{{ word }}\")\n", toy.Epilogue);
        Assert.Equal(Verdict.WrongAnswer, toy.FailureRules[0].Verdict);
        Assert.Matches(toy.FailureRules[0].Stderr!, "first\nassertion");
        Assert.Equal(3, toy.FailureRules[1].ExitCode);
    }

    [Fact]
    public void Read_HostOfACompileStep_IsKept()
    {
        var host = Read(Right.Replace("command: [toyc, program.toy]", $"command: [toyc, program.toy]\n    {Host}", StringComparison.Ordinal)).Steps[0].Host!;

        Assert.Equal(("toyc", "program"), (host.Compiler, host.Output));
        Assert.Equal(["/lib/toy.so"], host.References);
        Assert.Equal("3", host.Options["level"]);
    }

    [Theory]
    [InlineData("command: [./program]", Host, "steps", "first step alone")]
    [InlineData("command: [toyc, program.toy]", "host: { compiler: toyc, output: out/program }", "output", "plain file name")]
    [InlineData("command: [toyc, program.toy]", "host: { compiler: toyc, output: program, references: [toy.so] }", "references", "full path")]
    [InlineData("command: [toyc, program.toy]", "host: { output: program }", "compiler", "missing")]
    [InlineData("command: [toyc, program.toy]", "host: { compiler: toyc, output: program, flags: none }", "flags", "")]
    public void Read_WrongHost_IsRefused(string command, string host, string field, string message)
    {
        var exception = Assert.Throws<InvalidInputException>(() => Read(Right.Replace(command, $"{command}\n    {host}", StringComparison.Ordinal)));
        var fault = Assert.Single(exception.Faults);
        Assert.EndsWith(field, fault.Field, StringComparison.Ordinal);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CompiledLanguage_GivesServerAndProof()
    {
        var toy = Read(Compiled);

        Assert.Equal(["toycd"], toy.CompileServer!.Command);
        Assert.Equal((ByteSize.FromMebibytes(90), 20), (toy.CompileServer.Memory, toy.CompileServer.Processes));
        Assert.Null(toy.Helper);
        Assert.Matches(toy.EpiloguePlace!, "begin\nend\n");
        Assert.Equal("keep 3", toy.Rewrites[0].Pattern.Replace("exit 3", toy.Rewrites[0].Replacement));
        Assert.Equal([("proof.toy", true), ("settings", false)], toy.Companions.Select(companion => (companion.Name, companion.HasWord)));
        Assert.Equal("no machine has it", toy.Unchecked);
    }

    [Fact]
    public void Read_WordInACompanionAlone_NeedsNoEpilogue() =>
        Assert.Empty(Read(Compiled.Replace("epilogue: say {{ word }}\n", "")).Epilogue);

    [Theory]
    [InlineData("compile_server: { command: [toycd], memory: 90MiB, processes: 20 }\n", "", 1, "compile_server")]
    [InlineData("warm: true, ", "", 7, "compile_server")]
    [InlineData(", processes: 20", "", 7, "compile_server.processes")]
    [InlineData(", memory: 90MiB", "", 7, "compile_server.memory")]
    [InlineData("\"end$\"", "\"(end\"", 9, "epilogue_before")]
    [InlineData("pattern: \"^exit (\\\\w+)\", ", "", 12, "rewrites[0].pattern")]
    [InlineData("name: settings", "name: program.toy", 17, "companions[1].name")]
    [InlineData("name: settings", "name: a/b", 17, "companions[1].name")]
    [InlineData("name: settings", "name: proof.toy", 14, "companions")]
    [InlineData("content: \"all\"", "contents: \"all\"", 17, "companions[1].content")]
    public void Read_OneMistakeInACompiledLanguage_PointsAtIt(string right, string wrong, int line, string field)
    {
        Assert.Contains(right, Compiled);
        var faults = Assert.Throws<InvalidInputException>(() => Read(Compiled.Replace(right, wrong))).Faults;

        Assert.Contains((line, field), faults.Select(fault => (fault.Line!.Value, fault.Field!)));
    }

    [Fact]
    public void Read_LimitsOfTheLanguage_AreTheLargestOfAllSteps()
    {
        var limits = Read(Right).Limits;

        Assert.Equal(TimeSpan.FromMinutes(1), limits.WallTime);
        Assert.Equal(ByteSize.FromMebibytes(1024), limits.Memory);
        Assert.Equal(200, limits.Processes);
    }

    [Theory]
    [InlineData("id: toy", "id: Toy", 1, "id")]
    [InlineData("file: program.toy", "file: src/program.toy", 4, "file")]
    [InlineData("wall: 20s", "wall: -1s", 6, "limits.wall")]
    [InlineData("memory: 256MiB", "memory: 256MB", 6, "limits.memory")]
    [InlineData("files: 32MiB", "files: 256MiB", 6, "limits.files")]
    [InlineData("kind: compile", "kind: run", 8, "steps")]
    [InlineData("kind: compile", "kind: build", 8, "steps[0].kind")]
    [InlineData("command: [./program]", "command: []", 13, "steps[1].command")]
    [InlineData("command: [./program]", "command: ./program", 13, "steps[1].command")]
    [InlineData("command: [toy, program.toy], ", "", 17, "variants[0].steps[0].command")]
    [InlineData("{{ word }}", "passed", 19, "epilogue")]
    [InlineData("verdict: wrong_answer", "verdict: passed", 22, "failures[0].verdict")]
    [InlineData("verdict: wrong_answer", "verdict: wrong", 22, "failures[0].verdict")]
    [InlineData("\"^assertion\"", "\"^(assertion\"", 24, "failures[0].stderr")]
    [InlineData(", exit_code: 3 }", " }", 25, "failures[1].verdict")]
    [InlineData("stops:", "stop:", 18, "stop")]
    [InlineData("warm: true", "warm: false", 14, "helper")]
    [InlineData("helper: { command: [toyd, --fork], memory: 8MiB }", "# none", 1, "helper")]
    [InlineData("command: [toyd, --fork], ", "", 14, "helper.command")]
    [InlineData(", memory: 8MiB", "", 14, "helper.memory")]
    [InlineData("memory: 8MiB", "memory: 8MB", 14, "helper.memory")]
    [InlineData("memory: 8MiB", "memory: 8MiB, cpu: 1s", 14, "helper.cpu")]
    public void Read_OneMistake_PointsAtIt(string right, string wrong, int line, string field)
    {
        Assert.Contains(right, Right);
        var faults = Assert.Throws<InvalidInputException>(() => Read(Right.Replace(right, wrong))).Faults;

        Assert.Equal((line, field), Assert.Single(faults.Select(fault => (fault.Line!.Value, fault.Field!))));
    }

    [Fact]
    public void Read_SeveralMistakes_ListsAllAtOnce() => Assert.Equal(
        ["limits.cpu", "name", "failures[0].verdict"],
        Assert.Throws<InvalidInputException>(() => Read(
            Right.Replace("name: Toy", "").Replace("cpu: 10s", "cpu: ten").Replace("wrong_answer", "no"))).Faults.Select(fault => fault.Field));

    [Theory]
    [InlineData("toy")]
    [InlineData("TY")]
    public void Find_IdOrAlias_GivesTheLanguage(string name)
    {
        Read(Right);

        Assert.Equal("toy", LanguageCatalog.Read(_folder.Path).Find(name).Id);
    }

    [Fact]
    public void Find_UnknownLanguage_ListsThoseThereAre()
    {
        var catalog = LanguageCatalog.Read(Repository.PathOf("languages"));

        Assert.Contains("Did you mean python?", Assert.Throws<InvalidInputException>(() => catalog.Find("pyton")).Message);
    }

    private Language Read(string text)
    {
        _folder.Write("toy/language.yaml", text);
        return LanguageReader.Read(_folder.PathOf("toy"));
    }
}
