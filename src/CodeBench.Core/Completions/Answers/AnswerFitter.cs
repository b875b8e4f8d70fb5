using CodeBench.Core.Languages;

namespace CodeBench.Core.Completions.Answers;

/// <summary>
/// Takes the code out of a chat model's answer in a language that has no parser of its own at hand, by the code's layout: the function that was asked for,
/// what it needs of what the answer defines beside it, and nothing else: no main program, no tests, no class around it but
/// the prompt's. Nothing of it is run.
/// </summary>
public sealed class AnswerFitter
{
    // What is behind them is not looked at: an answer of this length says nothing new.
    private const int MostCharacters = 250_000;

    private readonly AnswerSyntax _syntax;
    private readonly CodeOutline _outline;
    private readonly HashSet<string> _names;

    /// <summary>For a language.</summary>
    /// <exception cref="ArgumentException">It says nothing of the looks of answers.</exception>
    public AnswerFitter(Language language)
    {
        _syntax = language.Answers ?? throw new ArgumentException("It says nothing of answers.", nameof(language));
        _outline = new CodeOutline(_syntax);
        _names = [.. language.Aliases.Append(language.Id).Append(language.Name.ToLowerInvariant()), ""];
    }

    /// <summary>The code in an answer.</summary>
    /// <param name="entryPoint">What is to be defined, or a task id that ends with it: "HumanEval_0_has_close_elements".</param>
    /// <param name="prompt">The code that the model was shown.</param>
    /// <param name="tests">What will stand behind the code: where it begins with a closing brace, the code leaves its own out.</param>
    /// <param name="answer">What the model wrote, with what was written in front of it for the model.</param>
    /// <param name="stops">Where a continuation of the prompt ends.</param>
    public FittedAnswer Fit(string entryPoint, string prompt, string tests, string answer, IReadOnlyList<string> stops)
    {
        answer = answer.Length > MostCharacters ? answer[..MostCharacters] : answer;
        var blocks = AnswerBlock.ReadAll(answer);
        var shown = AnswerBlock.LinesOf(prompt);
        if (Signature.Find(shown, _outline.WithoutComments(shown), entryPoint) is { } signature)
        {
            var header = _outline.WithoutComments([.. shown.Take(signature.Line)]).Where(line => !signature.IsDefinedBy(line)).ToList();
            foreach (var (rule, lines) in Candidates(blocks, answer))
            {
                if (Definition(signature, lines) is { } found)
                {
                    return new FittedAnswer(rule, Compose(signature, header, found, lines, tests));
                }
            }
        }

        var rest = blocks.Count > 0 ? string.Join('\n', blocks[^1].Lines) : answer;
        return new FittedAnswer("continuation", prompt + StopTrimmer.Trim(rest, stops));
    }

    // The last block in this language that has it counts: models that correct themselves do so further down.
    private IEnumerable<(string Rule, IReadOnlyList<string> Lines)> Candidates(IReadOnlyList<AnswerBlock> blocks, string answer)
    {
        foreach (var block in blocks.Reverse().OrderByDescending(block => _names.Contains(block.Name)))
        {
            yield return ("block", block.Lines);
        }

        if (blocks.Count == 0)
        {
            yield return ("text", AnswerBlock.LinesOf(answer));
        }
    }

    /// <summary>The units that define it, and those beside them; null where there are none.</summary>
    private Found? Definition(Signature signature, IReadOnlyList<string> lines)
    {
        var code = _outline.WithoutComments(lines);
        var headers = Enumerable.Range(0, code.Count).Where(i => signature.IsDefinedBy(code[i])).ToList();
        if (headers.Count == 0)
        {
            return null;
        }

        var indentation = headers.Min(i => CodeOutline.IndentationOf(code[i]));
        var last = headers.Last(i => CodeOutline.IndentationOf(code[i]) == indentation);
        var first = last;
        while (first > 0 && Belongs(code[first - 1], indentation))
        {
            first--;
        }

        var end = last;
        while (end < code.Count - 1 && Belongs(code[end + 1], indentation))
        {
            end++;
        }

        var beside = CodeOutline.Units([.. code.Skip(first).Take(end - first + 1)], indentation);
        // Only at its own margin does a unit define: what is inside of it, a main program's for example, is its own affair.
        var own = beside.Where(unit => unit.Lines.Any(line => CodeOutline.IndentationOf(line) == indentation && signature.IsDefinedBy(line))).ToList();
        if (own.Count == 0)
        {
            return null;
        }

        // Equations and clauses of one function all count; of whole definitions the last does.
        var definition = _syntax.HasClauses || own.All(unit => unit.Header.TrimStart().StartsWith(signature.Name, StringComparison.Ordinal)) ? own : [own[^1]];
        // The class or module around them is the prompt's: its first and its last line go.
        var outside = indentation == 0 ? [] : CodeOutline.Units([.. code.Take(Math.Max(0, first - 1)).Concat(code.Skip(end + 2))], 0);
        return new Found(definition, [.. beside.Except(own)], outside, end + 1 < code.Count ? code[end + 1] : "");
    }

    private static bool Belongs(string line, int indentation) =>
        string.IsNullOrWhiteSpace(line) || CodeOutline.IndentationOf(line) >= indentation;

    private string Compose(Signature signature, IReadOnlyList<string> header, Found found, IReadOnlyList<string> lines, string tests)
    {
        var known = header.Select(line => line.Trim()).ToHashSet(StringComparer.Ordinal);
        var helpers = Needed(signature, found.Definition, found.Beside, known);
        var outside = Needed(signature, [.. found.Definition, .. helpers], found.Outside, known);
        var definition = WithoutClosing([.. found.Definition.SelectMany(unit => unit.Lines)], FirstLine(tests));

        CodeUnit[] all = [.. found.Definition, .. helpers, .. outside];
        var imports = Imports(lines, known, all);
        var own = CodeOutline.IndentationOf(signature.Text);
        var top = header.ToList();
        var opening = own == 0 ? top.Count : Math.Max(0, top.FindLastIndex(line => line.Trim().Length > 0 && CodeOutline.IndentationOf(line) == 0));
        top.InsertRange(opening, outside.SelectMany(unit => unit.Lines));
        var place = _syntax.Import is { } import ? top.FindLastIndex(line => import.IsMatch(line)) + 1 : 0;
        while (place > 0 && place < top.Count && top[place].Trim() == ")")
        {
            place++;
        }

        top.InsertRange(place > 0 ? place : opening, imports);

        List<string> text = [.. top, .. helpers.SelectMany(unit => unit.Lines.Append("")), .. definition];
        var isClosed = own == 0 || FirstLine(tests) is { Length: > 0 } begin && CodeOutline.IndentationOf(begin) > 0;
        if (!isClosed)
        {
            text.Add(found.Closing);
        }

        return string.Join('\n', text);
    }

    // What is defined beside it and used by it, or by what is used; never what uses it itself: a main program, a test.
    private List<CodeUnit> Needed(Signature signature, IReadOnlyList<CodeUnit> definition, IReadOnlyList<CodeUnit> beside, HashSet<string> known)
    {
        var used = definition.SelectMany(unit => unit.Lines).SelectMany(CodeUnit.Names).ToHashSet(StringComparer.Ordinal);
        var left = beside.Where(unit => !unit.Uses(signature.Name) && !known.Contains(unit.Header.Trim()) && !(_syntax.Import?.IsMatch(unit.Header) ?? false)).ToList();
        var names = left.ToDictionary(unit => unit, UnitNames.Of);
        var needed = new HashSet<CodeUnit>();
        for (var found = true; found;)
        {
            found = false;
            foreach (var unit in left.Where(unit => !needed.Contains(unit) && names[unit].Any(used.Contains)).ToList())
            {
                found = needed.Add(unit);
                used.UnionWith(unit.Lines.SelectMany(CodeUnit.Names));
            }
        }

        return [.. left.Where(needed.Contains)];
    }

    private List<string> Imports(IReadOnlyList<string> lines, HashSet<string> known, IReadOnlyList<CodeUnit> code)
    {
        var imports = new List<string>();
        if (_syntax.Import is not { } pattern)
        {
            return imports;
        }

        var all = _outline.WithoutComments(lines);
        for (var i = 0; i < all.Count; i++)
        {
            var match = pattern.Match(all[i]);
            if (match.Success && !known.Contains(all[i].Trim()) && (!match.Groups["used"].Success || code.Any(unit => unit.Uses(match.Groups["used"].Value))))
            {
                imports.Add(_syntax.ImportLine is { } form ? match.Result(form) : string.Join('\n', CodeOutline.StatementAt(all, i)));
            }
        }

        return [.. imports.Distinct()];
    }

    // Where the tests begin with the brace that ends the function, it must not stand there twice.
    private static IReadOnlyList<string> WithoutClosing(IReadOnlyList<string> lines, string begin)
    {
        var closing = begin.Trim();
        if (closing is not ("}" or ")" or "end") || !lines[^1].TrimEnd().EndsWith(closing, StringComparison.Ordinal))
        {
            return lines;
        }

        var last = lines[^1].TrimEnd()[..^closing.Length];
        return last.Trim().Length == 0 ? [.. lines.SkipLast(1)] : [.. lines.SkipLast(1), last];
    }

    private static string FirstLine(string tests) => AnswerBlock.LinesOf(tests).FirstOrDefault(line => line.Trim().Length > 0) ?? "";

    private sealed record Found(
        IReadOnlyList<CodeUnit> Definition, IReadOnlyList<CodeUnit> Beside, IReadOnlyList<CodeUnit> Outside, string Closing);
}
