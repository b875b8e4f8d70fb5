using System.CommandLine;
using CodeBench.Bench.Output;

namespace CodeBench.Bench.Setup;

/// <summary>What all verbs have in common: a page of results in a folder, with the command that makes it again.</summary>
internal static class Verb
{
    /// <summary>Builds a verb.</summary>
    /// <typeparam name="T">What it is asked to measure.</typeparam>
    /// <param name="host">Where results go.</param>
    /// <param name="command">Its name, what it is for, and its own options.</param>
    /// <param name="title">The page's heading.</param>
    /// <param name="read">What the command line asks for.</param>
    /// <param name="write">The command line that asks for the same, without the verb.</param>
    /// <param name="measure">Measures, and fills the page.</param>
    public static Command Create<T>(
        BenchHost host,
        Command command,
        string title,
        Func<ParseResult, T> read,
        Func<T, string> write,
        Func<Installation, T, ResultPage, CancellationToken, Task> measure)
    {
        var results = new Option<string?>("--results") { Description = "Folder for the page. Default: bench/results." };
        command.Add(results);
        command.SetAction((parsed, cancellationToken) =>
        {
            var installation = Installation.Find(Environment.GetEnvironmentVariable, AppContext.BaseDirectory);
            var asked = read(parsed);
            var page = new ResultPage(command.Name, title, $"bench/run {command.Name} {write(asked)}", host.Time.GetUtcNow(), Machine.Describe());
            return host.RunAsync(page => measure(installation, asked, page, cancellationToken), page, parsed.GetValue(results) ?? installation.Results);
        });
        return command;
    }
}
