namespace CodeBench.Core.Problems;

/// <summary>Some of the inputs of a problem.</summary>
/// <param name="Name">Its name: "base", "plus". A score of its own is called like the suite with this behind it: "humaneval+base".</param>
/// <param name="Field">The JSON field of a record that holds them: a list of lists of arguments.</param>
public sealed record InputGroup(string Name, string Field);
