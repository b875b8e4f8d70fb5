namespace CodeBench.Core.Problems;

/// <summary>A field that every record of a benchmark file has.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">What it holds.</param>
/// <param name="As">Its name in templates; the name in the file unless suite.yaml says otherwise.</param>
/// <param name="IsAbsent">
/// The file has no such field: templates see it empty, so that one template serves several files of a suite.
/// </param>
public sealed record RecordField(string Name, FieldType Type, string As, bool IsAbsent = false)
{
    /// <summary>What templates see where the field is absent.</summary>
    public object EmptyValue => Type switch
    {
        FieldType.Text => "",
        FieldType.Number => 0L,
        FieldType.Texts => Array.Empty<string>(),
        FieldType.Json => "null",
        _ => throw new InvalidOperationException($"There is no field type {Type}."),
    };
}
