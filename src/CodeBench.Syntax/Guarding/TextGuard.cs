namespace CodeBench.Syntax.Guarding;

/// <summary>Knows the texts on which the parser itself takes much longer than their length says: it looks ahead at every bracket.</summary>
internal static class TextGuard
{
    /// <summary>The most characters of a program that is looked at.</summary>
    public const int MostText = 256 << 10;

    private const int MostDepth = 64;

    /// <summary>Whether a text is one of these. Brackets in strings and comments count too: who has so many of them is feared for nothing.</summary>
    public static bool Fears(string text)
    {
        if (text.Length > MostText)
        {
            return true;
        }

        var depth = 0;
        foreach (var character in text)
        {
            depth += character switch
            {
                '(' or '[' or '{' => 1,
                ')' or ']' or '}' => -1,
                _ => 0,
            };
            if (depth > MostDepth)
            {
                return true;
            }

            depth = Math.Max(depth, 0);
        }

        return false;
    }
}
