using System.Text.Json.Serialization;

namespace CodeBench.Core.Completions;

/// <summary>What the text of a sample is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SampleKind>))] // older files have the numbers, which are read as well
public enum SampleKind
{
    /// <summary>What continues the prompt.</summary>
    [JsonStringEnumMemberName("completion")]
    Completion,

    /// <summary>A whole solution, that needs no prompt in front.</summary>
    [JsonStringEnumMemberName("solution")]
    Solution,

    /// <summary>A chat model's answer, from which the code is yet to be extracted.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,
}
