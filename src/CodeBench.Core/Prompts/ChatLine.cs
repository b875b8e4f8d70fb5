using System.Text.Json;

namespace CodeBench.Core.Prompts;

/// <summary>A chat that `tokenize --chat` reads.</summary>
/// <param name="Id">Its name, a text or a number: it comes back with text and ids.</param>
/// <param name="Messages">The turns, at least one.</param>
/// <param name="AddsGenerationPrompt">Whether the words that begin the assistant's turn follow. Default: yes, unless the last turn is continued.</param>
/// <param name="ContinuesFinalMessage">Whether the text ends with the last character of the last turn. Default: no.</param>
/// <param name="Line">Where it stands in the file, counted from 1.</param>
public sealed record ChatLine(
    JsonElement Id, IReadOnlyList<ChatMessage> Messages, bool AddsGenerationPrompt, bool ContinuesFinalMessage, int Line);
