using System.CommandLine;
using CodeBench.Bench.Setup;

namespace CodeBench.Bench.Languages;

/// <summary>The verb `languages`.</summary>
internal static class LanguagesCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(BenchHost host)
    {
        var languages = new Option<string[]>("--language")
        {
            Description = "A language; the option can be given more than once. Default: all.",
            DefaultValueFactory = _ => [],
            AllowMultipleArgumentsPerToken = true,
        };
        var seconds = new Option<int>("--seconds") { Description = "So long, roughly, the plain commands run in a round.", DefaultValueFactory = _ => 10 };
        var workers = new Option<int>("--workers") { Description = "Programs that run at once.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds") { Description = "How often everything is measured, in turn.", DefaultValueFactory = _ => 3 };
        return Verb.Create(
            host,
            new Command("languages", "Programs a second of every language, beside its plain commands in the same image and round.") { languages, seconds, workers, rounds },
            "Languages",
            parsed => new LanguagesOptions(parsed.GetValue(languages)!, parsed.GetValue(seconds), parsed.GetValue(workers), parsed.GetValue(rounds)),
            options => string.Concat(options.Languages.Select(language => $"--language {language} "))
                + $"--seconds {options.Seconds} --workers {options.Workers} --rounds {options.Rounds}",
            (installation, options, page, cancellationToken) => new LanguagesBench(installation, options, host).RunAsync(page, cancellationToken));
    }
}
