using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems;

/// <summary>Reads a prompt style: part of suite.yaml.</summary>
internal static class PromptStyleReader
{
    /// <summary>The style.</summary>
    public static PromptStyle Read(YamlMap map)
    {
        var chat = map.OptionalMap("chat");
        var shots = map.OptionalMap("shots");
        var style = new PromptStyle
        {
            Name = map.Text("name"),
            Template = chat is null ? SuiteTemplateReader.Read(map, "template") : null,
            Chat = chat is null ? null : ReadChat(chat),
            StopSequences = map.Texts("stops"),
            StopField = map.OptionalText("stop_field"),
            MaxTokens = (int)map.Number("max_tokens", 1),
            TabWidth = (int?)map.OptionalNumber("tab_width", 1),
            Shots = shots?.SomeTexts("tasks") ?? [],
            ShotTemplate = shots is null ? null : SuiteTemplateReader.Read(shots, "template"),
            // The examples of a chat are turns of their own: nothing stands between them.
            ShotSeparator = chat is null ? shots?.Text("separator") ?? "" : "",
            Wordings = [.. map.Maps("wordings").Select(wording => ReadWording(wording, chat is not null, shots is not null))],
        };
        shots?.RefuseTheRest();
        map.RefuseTheRest();
        foreach (var twice in style.Wordings.GroupBy(wording => wording.Name).Where(group => group.Count() > 1))
        {
            map.Fail("wordings", $"has {twice.Key} twice.");
        }

        return style;
    }

    private static ChatStyle ReadChat(YamlMap map)
    {
        var chat = new ChatStyle
        {
            System = SuiteTemplateReader.ReadOptional(map, "system"),
            User = SuiteTemplateReader.Read(map, "user"),
            Assistant = SuiteTemplateReader.ReadOptional(map, "assistant"),
        };
        map.RefuseTheRest();
        return chat;
    }

    // A wording of a chat is a chat, of a text a text: what is asked stays the same.
    private static PromptWording ReadWording(YamlMap map, bool isChat, bool hasShots)
    {
        var chat = isChat ? map.Map("chat") : null;
        var wording = new PromptWording
        {
            Name = map.Text("name"),
            Template = isChat ? null : SuiteTemplateReader.Read(map, "template"),
            Chat = chat is null ? null : ReadChat(chat),
            ShotTemplate = hasShots ? SuiteTemplateReader.ReadOptional(map, "shot_template") : null,
        };
        map.RefuseTheRest();
        if (!SuiteName.IsVariant(wording.Name))
        {
            map.Fail("name", "must be in lower-case letters, digits and '-'.");
        }

        return wording;
    }
}
