using CodeBench.Cli.Commands;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Terminal;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests;

public sealed class CommandReferenceTests
{
    [Fact]
    public void Page_OfTheCommands_SaysWhatTheySay()
    {
        var screen = Screen.Of(TextWriter.Null, TextWriter.Null);
        var page = CommandReference.Write(CommandTree.Create(Toolbox.Create(screen, TimeProvider.System, Environment.GetEnvironmentVariable)));
        var path = Repository.PathOf("docs", "commands.md");
        if (Environment.GetEnvironmentVariable("CODEBENCH_WRITE_DOCS") is { Length: > 0 })
        {
            File.WriteAllText(path, page);
        }

        Assert.Equal(page, File.ReadAllText(path));
    }
}
