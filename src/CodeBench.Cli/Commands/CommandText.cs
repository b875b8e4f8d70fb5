namespace CodeBench.Cli.Commands;

/// <summary>Help texts.</summary>
internal static class CommandText
{
    /// <summary>A description with an example behind it.</summary>
    public static string WithExample(string description, params string[] examples) =>
        $"{description}\n\nExample:\n{string.Join('\n', examples.Select(example => "  codebench " + example))}";
}
