using System.Text.Json;

namespace CodeBench.Core.Prompts;

/// <summary>A text that `tokenize` reads.</summary>
/// <param name="Id">Its name, a text or a number: it comes back with the ids.</param>
/// <param name="Text">The text.</param>
public sealed record TextLine(JsonElement Id, string Text);
