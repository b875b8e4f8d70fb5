namespace CodeBench.Generation.Chat.Jinja;

/// <summary>A template is wrong, or refuses what it is given.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="line">The line of the template, counted from 1; null where it is that of what is being rendered.</param>
internal sealed class JinjaException(string message, int? line = null) : Exception(message)
{
    /// <summary>The line of the template, counted from 1; null where it is that of what is being rendered.</summary>
    public int? Line => line;
}
