using System.Text.Json;
using CodeBench.Core.Faults;
using CodeBench.Generation.Tokens.Reading;

namespace CodeBench.Generation.Chat;

/// <summary>
/// Reads the chat template of a checkpoint folder: chat_template.jinja where it is there, else chat_template in tokenizer_config.json, a text
/// or a list of named ones of which "default" is taken.
/// </summary>
public static class ChatTemplateReader
{
    /// <summary>The file that is a template, all of it.</summary>
    public const string FileName = "chat_template.jinja";

    private const string SettingsFile = "tokenizer_config.json";
    private const string SettingsField = "chat_template";
    private const string DefaultName = "default";

    private static readonly string[] TokenNames = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    /// <summary>The files that hold nothing but a template, which is there.</summary>
    public static IEnumerable<string> FilesOf(string folder) => new[] { Path.Combine(folder, FileName) }.Where(File.Exists);

    /// <summary>Reads the template.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <exception cref="InvalidInputException">There is none, or it is wrong: the message says what to do.</exception>
    public static ChatTemplate Read(string folder)
    {
        var files = new CheckpointFiles(folder);
        var settings = files.ReadJsonIfAny(SettingsFile);
        var tokens = TokenNames.Select(name => (name, token: settings?[name])).Where(pair => pair.token is not null)
            .ToDictionary(pair => pair.name, pair => (pair.token!["content"] ?? pair.token).Text, StringComparer.Ordinal);
        if (files.Has(FileName))
        {
            var path = files.Use(FileName);
            return ChatTemplate.Parse(File.ReadAllText(path), new TemplatePlace(path, null), tokens);
        }

        var own = settings?[SettingsField] ?? throw new InvalidInputException(new Fault(
            folder,
            null,
            null,
            $"There is no chat template, neither {FileName} nor {SettingsField} in {SettingsFile}. For a base model use --prompt-style completion; "
            + $"for a chat model put its template there as {FileName}."));
        var template = own.Value.ValueKind == JsonValueKind.Array ? Default(own) : own;
        return ChatTemplate.Parse(template.Text, new TemplatePlace(template.File, template.Way), tokens);
    }

    private static JsonNodeAt Default(JsonNodeAt list)
    {
        var named = list.Items.Select(item => (Name: item.Need("name").Text, Template: item.Need("template"))).ToList();
        return named.FirstOrDefault(item => item.Name == DefaultName).Template ?? throw list.Wrong(
            $"None of the templates is called {DefaultName}. {Suggestion.For(DefaultName, named.Select(item => item.Name))}");
    }
}
