using System.Collections.Frozen;
using CodeBench.Core.Faults;
using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>The tests that are known: what stands behind "is".</summary>
internal static class Tests
{
    private static readonly FrozenDictionary<string, Func<Rendering, object?, CallArguments, bool>> Known =
        new Dictionary<string, Func<Rendering, object?, CallArguments, bool>>
        {
            ["defined"] = (_, value, _) => value is not UndefinedValue,
            ["undefined"] = (_, value, _) => value is UndefinedValue,
            ["none"] = (_, value, _) => value is null,
            ["string"] = (_, value, _) => value is string,
            ["mapping"] = (_, value, _) => value is MappingValue,
            // Python asks for a length and for items by number, which mappings and what is undefined have too.
            ["sequence"] = (_, value, _) => value is string or MappingValue or UndefinedValue or SequenceValue { Kind: not SequenceKind.View },
            ["iterable"] = (_, value, _) => value is string or SequenceValue or MappingValue or StreamValue or UndefinedValue or LoopValue,
            ["boolean"] = (_, value, _) => value is bool,
            ["true"] = (_, value, _) => value is true,
            ["false"] = (_, value, _) => value is false,
            ["number"] = (_, value, _) => value is bool or long or double,
            ["integer"] = (_, value, _) => value is long,
            ["float"] = (_, value, _) => value is double,
            ["callable"] = (_, value, _) => value is FunctionValue,
            ["odd"] = (rendering, value, _) => Rest(rendering, value, 2L) is 1.0 or 1L,
            ["even"] = (rendering, value, _) => Rest(rendering, value, 2L) is 0.0 or 0L,
            ["divisibleby"] = (rendering, value, arguments) => Rest(rendering, value, arguments.Take("num")) is 0.0 or 0L,
            ["lower"] = (rendering, value, _) => IsCased(rendering.Text.Of(value), PythonText.Lower),
            ["upper"] = (rendering, value, _) => IsCased(rendering.Text.Of(value), PythonText.Upper),
            ["in"] = (rendering, value, arguments) => rendering.Comparison.Contains(arguments.Take("seq"), value),
            ["sameas"] = (_, value, arguments) => IsSame(value, arguments.Take("other")),
            ["equalto"] = AreEqual,
            ["eq"] = AreEqual,
            ["=="] = AreEqual,
            ["ne"] = (rendering, value, arguments) => !AreEqual(rendering, value, arguments),
            ["!="] = (rendering, value, arguments) => !AreEqual(rendering, value, arguments),
            ["lt"] = (rendering, value, arguments) => Order(rendering, value, arguments) < 0,
            ["lessthan"] = (rendering, value, arguments) => Order(rendering, value, arguments) < 0,
            ["<"] = (rendering, value, arguments) => Order(rendering, value, arguments) < 0,
            ["le"] = (rendering, value, arguments) => Order(rendering, value, arguments) <= 0,
            ["<="] = (rendering, value, arguments) => Order(rendering, value, arguments) <= 0,
            ["gt"] = (rendering, value, arguments) => Order(rendering, value, arguments) > 0,
            ["greaterthan"] = (rendering, value, arguments) => Order(rendering, value, arguments) > 0,
            [">"] = (rendering, value, arguments) => Order(rendering, value, arguments) > 0,
            ["ge"] = (rendering, value, arguments) => Order(rendering, value, arguments) >= 0,
            [">="] = (rendering, value, arguments) => Order(rendering, value, arguments) >= 0,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a test holds for a value.</summary>
    /// <exception cref="JinjaException">The test is not known, or can say nothing of the value.</exception>
    public static bool Holds(Rendering rendering, string name, object? value, CallArguments arguments)
    {
        if (!Known.TryGetValue(name, out var test))
        {
            throw new JinjaException($"the test {name} is not known. {Suggestion.For(name, Known.Keys.Where(key => char.IsLetter(key[0])).Order(StringComparer.Ordinal))}");
        }

        var holds = test(rendering, value, arguments);
        arguments.End();
        return holds;
    }

    private static object? Rest(Rendering rendering, object? value, object? divisor) => value is string
        ? throw new JinjaException("a text is not divisible")
        : rendering.Arithmetic.Of("%", value, divisor);

    private static bool IsCased(string text, Func<string, string> change) => text == change(text) && text.Any(char.IsLetter);

    private static bool IsSame(object? left, object? right) =>
        ReferenceEquals(left, right) || (left is bool or long or string && left.Equals(right));

    private static bool AreEqual(Rendering rendering, object? value, CallArguments arguments) =>
        rendering.Comparison.AreEqual(value, arguments.Take("other"));

    private static int Order(Rendering rendering, object? value, CallArguments arguments) =>
        rendering.Comparison.Order(value, arguments.Take("other"));
}
