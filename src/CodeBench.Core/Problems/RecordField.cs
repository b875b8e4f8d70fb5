namespace CodeBench.Core.Problems;

/// <summary>A field that every record of a benchmark file has.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">What it holds.</param>
/// <param name="As">Its name in templates; the name in the file unless suite.yaml says otherwise.</param>
public sealed record RecordField(string Name, FieldType Type, string As);
