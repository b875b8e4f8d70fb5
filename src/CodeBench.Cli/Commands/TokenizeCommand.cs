using System.CommandLine;
using System.Text.Json;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Settings;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Prompts;
using CodeBench.Generation.Chat;
using CodeBench.Generation.Tokens;

namespace CodeBench.Cli.Commands;

/// <summary>What a checkpoint's tokenizer makes of texts, and what its chat template makes of chats.</summary>
/// <param name="tools">What it works with.</param>
public sealed class TokenizeCommand(Toolbox tools) : ICommandFactory
{
    private const int MostFaults = 20;

    private readonly OutputSettings _output = new();

    private readonly Option<string> _tokenizer = new("--tokenizer")
    {
        Description = "Folder with the tokenizer's files: a checkpoint's.",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string> _texts = new("--texts")
    {
        Description = "Lines {\"id\", \"text\"} (.jsonl, .jsonl.gz); with --decode {\"id\", \"ids\"}; with --chat {\"id\", \"messages\"}.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _out = new("--out") { Description = "Where the lines go, in the same order. Default: standard output.", HelpName = "FILE" };
    private readonly Option<bool> _decode = new("--decode") { Description = "The other way: from ids to texts." };

    private readonly Option<bool> _chat = new("--chat")
    {
        Description = "The lines are chats: each is rendered by the checkpoint's chat template; text and ids are written.",
    };

    private readonly Option<bool> _bos = new("--bos") { Description = "Put the begin-of-sequence token before each text where the checkpoint wants one before prompts." };

    /// <inheritdoc/>
    public Command Create()
    {
        var command = new ExampleCommand(
            "tokenize",
            "Turn texts into a checkpoint's token ids, ids into texts, or chats into the text that the model sees.",
            "tokenize --tokenizer ./my-checkpoint --texts texts.jsonl --out ids.jsonl",
            "tokenize --tokenizer ./my-checkpoint --texts chats.jsonl --chat");
        foreach (Option option in (Option[])[_tokenizer, _texts, _out, _decode, _chat, _bos])
        {
            command.Add(option);
        }

        _output.AddJsonTo(command);
        command.SetAction((arguments, cancellationToken) => Task.FromResult((int)Run(arguments, cancellationToken)));
        return command;
    }

    private ExitStatus Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var folder = arguments.GetValue(_tokenizer)!;
        var path = OutputFile.Prepare("--out", arguments.GetValue(_out), faults, arguments.GetValue(_texts)!);
        var json = _output.JsonOf(arguments);
        if (!Directory.Exists(folder))
        {
            faults.Add(new Fault("--tokenizer", null, null, $"there is no folder \"{folder}\""));
        }

        if (json && path is null)
        {
            faults.Add(new Fault("--json", null, null, "prints one document of counts, so the lines need --out FILE"));
        }

        var (decode, chat) = (arguments.GetValue(_decode), arguments.GetValue(_chat));
        if (decode && chat)
        {
            faults.Add(new Fault("--decode", null, null, "contradicts --chat"));
        }

        if (arguments.GetValue(_bos) && (decode || chat))
        {
            faults.Add(new Fault("--bos", null, null, "is for texts: chat templates write that token themselves"));
        }

        var tokenizer = Directory.Exists(folder) ? faults.Try(() => TokenizerLoader.Load(folder)) : null;
        var template = chat && Directory.Exists(folder) ? faults.Try(() => ChatTemplateReader.Read(folder)) : null;
        var texts = arguments.GetValue(_texts)!;
        var bos = arguments.GetValue(_bos) ? tokenizer?.BosId : null;
        var lines = faults.Try(() => decode ? Decoded(texts, tokenizer) : chat ? Chats(texts, tokenizer, template) : Encoded(texts, tokenizer, bos));
        faults.ThrowIfAny();
        Write(lines!, path, cancellationToken);
        if (path is not null)
        {
            var tokens = lines!.Sum(line => (long)line.Tokens);
            tools.Screen.Print(json
                ? JsonSerializer.Serialize(new { Lines = lines!.Count, Tokens = tokens }, ResultJson.Document)
                : $"{lines!.Count} lines, {tokens} tokens");
        }

        return ExitStatus.Done;
    }

    private void Write(IReadOnlyList<TokenizedLine> lines, string? path, CancellationToken cancellationToken)
    {
        using var output = Terminal.LineOutput.Open(tools.Screen, path);
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.Write(line.Json);
        }
    }

    private static List<TokenizedLine> Encoded(string path, CheckpointTokenizer? tokenizer, int? bos)
    {
        var lines = TokenFileReader.ReadTexts(path);
        return tokenizer is null ? [] : [.. lines.Select(line =>
        {
            var ids = tokenizer.Tokenizer.Encode(line.Text);
            return Line(new { line.Id, Ids = bos is { } first ? [first, .. ids] : ids }, ids.Count + (bos is null ? 0 : 1));
        })];
    }

    private static List<TokenizedLine> Decoded(string path, CheckpointTokenizer? tokenizer)
    {
        var lines = TokenFileReader.ReadTokens(path);
        return tokenizer is null ? [] : Each(lines, path, line => line.Line, line =>
        {
            var highest = tokenizer.Tokenizer.VocabularySize - 1;
            return line.Ids.FirstOrDefault(id => id > highest) is var wrong and > 0
                ? throw new InvalidInputException(new Fault("ids", null, null, $"the id {wrong} is beyond the tokenizer's highest, {highest}"))
                : Line(new { line.Id, Text = TokenDecoding.Decode(tokenizer.Tokenizer, line.Ids) }, line.Ids.Count);
        });
    }

    private List<TokenizedLine> Chats(string path, CheckpointTokenizer? tokenizer, ChatTemplate? template)
    {
        var lines = TokenFileReader.ReadChats(path);
        var now = tools.Time.GetUtcNow();
        return tokenizer is null || template is null ? [] : Each(lines, path, line => line.Line, line =>
        {
            var end = line.ContinuesFinalMessage ? ChatEnd.WithinLastTurn : line.AddsGenerationPrompt ? ChatEnd.AssistantsTurn : ChatEnd.AfterLastTurn;
            var text = template.Render(line.Messages, end, now);
            var ids = tokenizer.Tokenizer.Encode(text);
            return Line(new { line.Id, Text = text, Ids = ids }, ids.Count);
        });
    }

    /// <summary>Does all lines; what is wrong with one is said with its number.</summary>
    private static List<TokenizedLine> Each<T>(IReadOnlyList<T> lines, string path, Func<T, int> numberOf, Func<T, TokenizedLine> convert)
    {
        var faults = new FaultCollector(MostFaults);
        var done = new List<TokenizedLine>();
        foreach (var line in lines)
        {
            try
            {
                done.Add(convert(line));
            }
            catch (InvalidInputException exception)
            {
                faults.AddRange(exception.Faults.Select(fault => new Fault(path, numberOf(line), null, fault.ToString())));
            }
        }

        faults.ThrowIfAny();
        return done;
    }

    private static TokenizedLine Line(object content, int tokens) => new(JsonSerializer.Serialize(content, ResultJson.Line), tokens);

    private sealed record TokenizedLine(string Json, int Tokens);
}
