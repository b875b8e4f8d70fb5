namespace CodeBench.Core.Completions;

/// <summary>Cuts completions where their syntax says that they are at their end, for those that met no stop sequence.</summary>
public interface ICompletionTrimmer
{
    /// <summary>The name that definitions of languages use.</summary>
    string Id { get; }

    /// <summary>The part of a completion that belongs to the program.</summary>
    /// <param name="before">What stands in front of it in the program.</param>
    /// <param name="completion">What the model wrote.</param>
    /// <param name="after">What stands behind it: the tests, which may begin with the brace that closes it.</param>
    /// <returns>A beginning of the completion; all of it where nothing shows that it should end before.</returns>
    string Trim(string before, string completion, string after);
}
