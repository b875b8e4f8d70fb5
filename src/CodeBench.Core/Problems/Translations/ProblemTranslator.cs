using CodeBench.Core.Faults;

namespace CodeBench.Core.Problems.Translations;

/// <summary>Says typed problems in a language.</summary>
/// <param name="translation">The language's definition.</param>
public sealed class ProblemTranslator(Translation translation)
{
    private static readonly ProblemType Any = new(TypeKind.Any);

    private readonly TypeNamer _types = new(translation);
    private readonly LiteralWriter _literals = new(translation);

    /// <summary>Translates one problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="name">Its name in the translation.</param>
    /// <param name="original">What it is a translation of.</param>
    /// <param name="unsaid">Why it has no translation, where it has none.</param>
    /// <returns>The translation; null where the language cannot say the problem.</returns>
    /// <exception cref="InvalidInputException">A template of the definition does not fit.</exception>
    public TranslatedProblem? Translate(TypedProblem problem, string name, string original, out Unsaid? unsaid)
    {
        var line = 1;
        try
        {
            unsaid = null;
            return new TranslatedProblem
            {
                Name = name,
                Language = translation.Extension,
                Original = original,
                Prompt = Prompt(problem, ref line),
                Tests = Tests(problem, ref line),
                StopTokens = translation.StopTokens,
            };
        }
        catch (UntranslatableException e)
        {
            unsaid = new Unsaid(line, e.Message);
            return null;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidInputException(new Fault(translation.Path, null, name, $"a template does not fit: {e.Message}"));
        }
    }

    private string NameOf(string function) => Plain(FunctionName.Of(translation.Renames.GetValueOrDefault(function, function), translation.Naming));

    private string Plain(string name) => translation.Reserved.Contains(name) ? name + "_" : name;

    private string Prompt(TypedProblem problem, ref int line)
    {
        var parameters = problem.Parameters
            .Select(parameter => translation.Parameter.Render(Variables(("name", ParameterName(parameter.Name)), ("type", _types.Name(parameter.Type)))))
            .ToList();
        return translation.Prompt.Render(Variables(
            ("name", NameOf(problem.EntryPoint)),
            ("parameters", parameters),
            ("returns", _types.Name(problem.Returns)),
            ("lines", Lines(problem, ref line))));
    }

    private string ParameterName(string name) => Plain(translation.Renames.GetValueOrDefault(name, name));

    private List<string> Lines(TypedProblem problem, ref int line)
    {
        var terms = new Dictionary<string, string>(translation.Terms) { [problem.EntryPoint] = NameOf(problem.EntryPoint) };
        var words = new Rewording(terms, problem.Parameters.Select(parameter => parameter.Name));
        var lines = new List<string>();
        foreach (var part in problem.Docstring)
        {
            if (part.Example is { } example)
            {
                line = example.Line;
                lines.AddRange(Example(problem, example));
            }
            else
            {
                lines.Add(words.Of(part.Text!));
            }
        }

        return lines;
    }

    private IEnumerable<string> Example(TypedProblem problem, ProblemCall example)
    {
        var name = NameOf(example.Function);
        var call = name;
        var expected = ValueTyping.Infer(example.Expected);
        if (example.Arguments is { } arguments)
        {
            // An example may call another function, or be wrong: it is no more than text.
            var types = arguments.Count == problem.Parameters.Count ? problem.Parameters.Select(parameter => parameter.Type) : arguments.Select(_ => Any);
            var written = arguments.Zip(types, (value, type) => _literals.Argument(ValueTyping.ResolveOrInfer(value, type), type)).ToList();
            call = translation.Call.Render(Variables(("name", name), ("arguments", written)));
            expected = ValueTyping.ResolveOrInfer(example.Expected, problem.Returns);
        }

        return [$">>> {call}", .. _literals.Expected(expected, problem.Returns).Split('\n')];
    }

    private string Tests(TypedProblem problem, ref int line)
    {
        var name = NameOf(problem.EntryPoint);
        var assertions = new List<string>();
        foreach (var assertion in problem.Assertions)
        {
            line = assertion.Line;
            assertions.Add(Assertion(problem, assertion, name));
        }

        return translation.Opening.Render(Variables(("name", name))) + string.Concat(assertions) + translation.Closing.Render(Variables(("name", name)));
    }

    private string Assertion(TypedProblem problem, ProblemCall assertion, string name)
    {
        var arguments = assertion.Arguments ?? [];
        if (arguments.Count != problem.Parameters.Count)
        {
            throw new UntranslatableException($"a call has {arguments.Count} arguments, and the function {problem.Parameters.Count}");
        }

        var expected = Typed(assertion.Expected, problem.Returns);
        return translation.Assertion.Render(Variables(
            ("name", name),
            ("arguments", problem.Parameters.Zip(arguments, (parameter, value) => _literals.Argument(Typed(value, parameter.Type), parameter.Type)).ToList()),
            ("expected", _literals.Expected(expected, problem.Returns)),
            ("kind", KindWords.Of(expected.Kind)),
            ("return_kind", problem.Returns.Word),
            ("return_type", _types.Name(problem.Returns))));
    }

    // Where a language writes no types, a value that is not of its type can be said all the same.
    private Literal Typed(ProblemValue value, ProblemType type) =>
        translation.Types is null ? ValueTyping.ResolveOrInfer(value, type) : ValueTyping.Resolve(value, type);

    private static Dictionary<string, object> Variables(params (string Name, object Value)[] variables) => variables.ToDictionary(item => item.Name, item => item.Value);
}
