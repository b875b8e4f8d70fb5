namespace CodeBench.Core.Problems;

/// <summary>What a field of a benchmark record holds.</summary>
public enum FieldType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A list of strings.</summary>
    Texts,

    /// <summary>Any JSON, kept as its text: numbers of any length, however they are written.</summary>
    Json,
}
