namespace CodeBench.Core.Problems.Translations;

/// <summary>The type of a parameter or a result, without a language.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Parts">The types that it is made of; empty where it is made of none.</param>
public sealed record ProblemType(TypeKind Kind, params IReadOnlyList<ProblemType> Parts)
{
    /// <summary>The word for it, as definitions write it: "int", "list".</summary>
    public string Word => KindWords.Of(Kind);

    /// <summary>Equal where kind and parts are.</summary>
    public bool Equals(ProblemType? other) => other is not null && Kind == other.Kind && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Parts.Count);

    /// <summary>For messages: "list[int]".</summary>
    public override string ToString() => Parts.Count == 0 ? Word : $"{Word}[{string.Join(", ", Parts)}]";
}
