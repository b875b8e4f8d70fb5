using CliWrap;
using CodeBench.Core.Languages;

namespace CodeBench.Bench.Setup;

/// <summary>Commands outside of any container, in the environment that programs of a language have inside.</summary>
internal static class BareCommand
{
    /// <summary>The system's interpreter.</summary>
    public const string Interpreter = "/usr/bin/python3";

    /// <summary>A command that sees nothing of this process's environment.</summary>
    public static Command Of(Language language, string program, IEnumerable<string> arguments)
    {
        var environment = new Dictionary<string, string>(language.Environment) { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/tmp", ["LANG"] = "C.UTF-8" };
        return Cli.Wrap("env").WithArguments(["-i", .. environment.Select(item => $"{item.Key}={item.Value}"), program, .. arguments]);
    }
}
