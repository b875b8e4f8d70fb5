using System.CommandLine;
using System.Globalization;
using CodeBench.Core.Faults;

namespace CodeBench.Cli.Settings;

/// <summary>What is asked: --prompt, --prompt-file or --prompt-ids, --chat, --stop.</summary>
public sealed class PromptSettings
{
    private readonly Option<string?> _text = new("--prompt") { Description = "The text that the model continues.", HelpName = "TEXT" };
    private readonly Option<string?> _file = new("--prompt-file") { Description = "A file with that text, taken as it is (UTF-8).", HelpName = "FILE" };

    private readonly Option<string?> _ids = new("--prompt-ids")
    {
        Description = "That text as token ids, taken as they are: 1,15,7. No tokenizer is needed for them.",
        HelpName = "IDS",
    };

    private readonly Option<bool> _chat = new("--chat") { Description = "The text is a user's turn: it is rendered by the checkpoint's chat template." };

    private readonly Option<string[]> _stop = new("--stop")
    {
        Description = "The completion ends where this text would begin. May be repeated.",
        HelpName = "TEXT",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_text, _file, _ids, _chat, _stop])
        {
            command.Add(option);
        }
    }

    /// <summary>The prompt; faults go to the collector.</summary>
    public PromptChoice PromptOf(ParseResult arguments, FaultCollector faults)
    {
        var (text, file, ids) = (arguments.GetValue(_text), arguments.GetValue(_file), arguments.GetValue(_ids));
        var chat = arguments.GetValue(_chat);
        if (new[] { text, file, ids }.Count(one => one is not null) != 1)
        {
            faults.Add(new Fault("--prompt", null, null, "one of --prompt, --prompt-file and --prompt-ids is needed, and no more than one"));
        }

        if (chat && ids is not null)
        {
            faults.Add(new Fault("--chat", null, null, "is for texts: ids are taken as they are"));
        }

        var stops = arguments.GetValue(_stop) ?? [];
        if (stops.Contains(""))
        {
            faults.Add(new Fault("--stop", null, null, "an empty text would end every completion before its first character"));
        }

        return new PromptChoice(file is null ? text : TextOf(file, faults), ids is null ? null : IdsOf(ids, faults), chat, stops);
    }

    private static string TextOf(string file, FaultCollector faults)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            faults.Add(new Fault("--prompt-file", null, null, exception.Message));
            return "";
        }
    }

    private static List<int> IdsOf(string list, FaultCollector faults)
    {
        var ids = new List<int>();
        foreach (var part in list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                ids.Add(id);
            }
            else
            {
                faults.Add(new Fault("--prompt-ids", null, null, $"\"{part}\" is no token id, which is a whole number from 0"));
            }
        }

        return ids;
    }
}
