namespace CodeBench.Core.Faults;

/// <summary>Texts that are part of this assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of a resource.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
