using System.Globalization;
using System.Text;

namespace CodeBench.Generation.Chat.Jinja.Lexing;

/// <summary>Reads the tokens inside of tags.</summary>
internal static class ExpressionLexer
{
    // Longer ones first.
    private static readonly string[] Operators =
        ["//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ","];

    /// <summary>Reads one token.</summary>
    /// <param name="source">The template.</param>
    /// <param name="at">Where it begins, which is no white space; where it ends, afterwards.</param>
    /// <param name="line">The line there.</param>
    public static Token Read(string source, ref int at, int line)
    {
        var first = source[at];
        if (char.IsLetter(first) || first == '_')
        {
            return Take(source, ref at, line, TokenKind.Name, letter => char.IsLetterOrDigit(letter) || letter == '_');
        }

        if (char.IsAsciiDigit(first))
        {
            return ReadNumber(source, ref at, line);
        }

        if (first is '\'' or '"')
        {
            return ReadString(source, ref at, line);
        }

        foreach (var one in Operators)
        {
            if (string.CompareOrdinal(source, at, one, 0, one.Length) == 0)
            {
                at += one.Length;
                return new Token(TokenKind.Operator, one, line);
            }
        }

        throw new JinjaException($"the character '{Rune.GetRuneAt(source, at)}' means nothing here", line);
    }

    private static Token Take(string source, ref int at, int line, TokenKind kind, Func<char, bool> belongs)
    {
        var begin = at;
        while (at < source.Length && belongs(source[at]))
        {
            at++;
        }

        return new Token(kind, source[begin..at], line);
    }

    private static Token ReadNumber(string source, ref int at, int line)
    {
        var begin = at;
        var kind = TokenKind.Integer;
        at = Digits(source, at);
        // "a.0.1" takes members: no number begins behind a point.
        if (At(source, at) == '.' && char.IsAsciiDigit(At(source, at + 1)) && (begin == 0 || source[begin - 1] != '.'))
        {
            kind = TokenKind.Float;
            at = Digits(source, at + 1);
        }

        if (At(source, at) is 'e' or 'E')
        {
            var power = At(source, at + 1) is '+' or '-' ? at + 2 : at + 1;
            if (char.IsAsciiDigit(At(source, power)))
            {
                kind = TokenKind.Float;
                at = Digits(source, power);
            }
        }

        if (char.IsLetter(At(source, at)))
        {
            throw new JinjaException($"the number {source[begin..(at + 1)]}.. is not understood", line);
        }

        return new Token(kind, source[begin..at].Replace("_", "", StringComparison.Ordinal), line);
    }

    private static int Digits(string source, int at)
    {
        while (char.IsAsciiDigit(At(source, at)) || (At(source, at) == '_' && char.IsAsciiDigit(At(source, at + 1))))
        {
            at++;
        }

        return at;
    }

    private static char At(string source, int at) => at < source.Length ? source[at] : '\0';

    private static Token ReadString(string source, ref int at, int line)
    {
        var quote = source[at++];
        var text = new StringBuilder();
        while (At(source, at) != quote || at >= source.Length)
        {
            if (at >= source.Length)
            {
                throw new JinjaException("a string is not closed", line);
            }

            if (source[at] == '\\' && at + 1 < source.Length)
            {
                at++;
                ReadEscape(source, ref at, line, text);
            }
            else
            {
                text.Append(source[at++]);
            }
        }

        at++;
        return new Token(TokenKind.String, text.ToString(), line);
    }

    private static void ReadEscape(string source, ref int at, int line, StringBuilder text)
    {
        var letter = source[at++];
        switch (letter)
        {
            case '\n':
                break;
            case 'x':
                text.Append(Code(source, ref at, 2, line));
                break;
            case 'u':
                text.Append(Code(source, ref at, 4, line));
                break;
            case 'U':
                text.Append(Code(source, ref at, 8, line));
                break;
            case >= '0' and <= '7':
                var code = letter - '0';
                for (var more = 0; more < 2 && At(source, at) is >= '0' and <= '7'; more++)
                {
                    code = (code * 8) + (source[at++] - '0');
                }

                text.Append((char)code);
                break;
            case 'N':
                throw new JinjaException("characters by name (\\N) are not understood", line);
            default:
                text.Append(Plain(letter));
                break;
        }
    }

    // What is no escape stays as it stands there, its backslash included.
    private static string Plain(char letter) => letter switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        '\\' or '\'' or '"' => letter.ToString(),
        _ => "\\" + letter,
    };

    private static string Code(string source, ref int at, int digits, int line)
    {
        if (at + digits <= source.Length
            && uint.TryParse(source.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            at += digits;
            return code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
        }

        throw new JinjaException("an escape in a string is cut short, or is no character", line);
    }
}
