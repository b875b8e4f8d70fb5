using System.Text.Json.Serialization;

namespace CodeBench.Core.Completions;

/// <summary>Why a completion ended where it did.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FinishReason>))] // older files have the numbers, which are read as well
public enum FinishReason
{
    /// <summary>The model wrote its end-of-text token, or a stop sequence.</summary>
    [JsonStringEnumMemberName("stop")]
    Stop,

    /// <summary>The most tokens were reached, or the model's context was full.</summary>
    [JsonStringEnumMemberName("length")]
    Length,
}
