using System.Text.Json;

namespace CodeBench.Core.Prompts;

/// <summary>Token ids that `tokenize --decode` reads.</summary>
/// <param name="Id">Their name, a text or a number: it comes back with the text.</param>
/// <param name="Ids">The ids, each 0 or more.</param>
/// <param name="Line">Where they stand in the file, counted from 1.</param>
public sealed record TokenLine(JsonElement Id, IReadOnlyList<int> Ids, int Line);
