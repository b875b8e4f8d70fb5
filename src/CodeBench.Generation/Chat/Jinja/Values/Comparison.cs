using System.Runtime.CompilerServices;

namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Compares values by Python's rules.</summary>
/// <param name="budget">What all of it may take.</param>
internal sealed class Comparison(Budget budget)
{
    /// <summary>Whether two values are equal.</summary>
    public bool AreEqual(object? left, object? right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        budget.Spend(1);
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        switch (left, right)
        {
            case (string one, string other):
                budget.SpendOn(one);
                return one == other;
            case (UndefinedValue, UndefinedValue):
                return true;
            case (SequenceValue one, SequenceValue other):
                return one.Kind == other.Kind && one.Items.Count == other.Items.Count
                    && one.Items.Zip(other.Items).All(pair => AreEqual(pair.First, pair.Second));
            case (MappingValue one, MappingValue other):
                return one.Count == other.Count
                    && one.Pairs.All(pair => other.TryGet(pair.Key, out var value) && AreEqual(pair.Value, value));
            default:
                return Arithmetic.Number(left) is { } first && Arithmetic.Number(right) is { } second && Order(first, second) == 0;
        }
    }

    /// <summary>Which of two values comes first: below 0 the left, above 0 the right, 0 where neither does.</summary>
    /// <exception cref="JinjaException">They have no order.</exception>
    public int Order(object? left, object? right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        budget.Spend(1);
        switch (left, right)
        {
            case (UndefinedValue undefined, _):
                throw new JinjaException(undefined.Message);
            case (_, UndefinedValue undefined):
                throw new JinjaException(undefined.Message);
            case (string one, string other):
                budget.SpendOn(one);
                return OrderOfTexts(one, other);
            case (SequenceValue one, SequenceValue other) when one.Kind == other.Kind && one.Kind is SequenceKind.List or SequenceKind.Tuple:
                return OrderOfItems(one.Items, other.Items);
            default:
                return (Arithmetic.Number(left), Arithmetic.Number(right)) switch
                {
                    (long one, long other) => one.CompareTo(other),
                    ({ } one, { } other) => Convert.ToDouble(one, null).CompareTo(Convert.ToDouble(other, null)),
                    _ => throw new JinjaException($"{ValueText.TypeOf(left)} and {ValueText.TypeOf(right)} have no order"),
                };
        }
    }

    /// <summary>Whether a value is among others.</summary>
    /// <exception cref="JinjaException">The others hold no values.</exception>
    public bool Contains(object? container, object? item)
    {
        budget.SpendOn(container);
        return container switch
        {
            string text => item is string part
                ? text.Contains(part, StringComparison.Ordinal)
                : throw new JinjaException($"only a text can be in a text, not {ValueText.TypeOf(item)}"),
            MappingValue mapping => mapping.TryGet(item, out _),
            _ => Iteration.Of(container).Any(one => AreEqual(one, item)),
        };
    }

    private int OrderOfItems(List<object?> left, List<object?> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (!AreEqual(left[i], right[i]))
            {
                return Order(left[i], right[i]);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    // By code points: halves of surrogate pairs come behind all that is below U+10000.
    private static int OrderOfTexts(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        return at == left.Length || at == right.Length
            ? left.Length.CompareTo(right.Length)
            : (char.IsSurrogate(left[at]), char.IsSurrogate(right[at])) switch
            {
                (true, false) => 1,
                (false, true) => -1,
                _ => left[at].CompareTo(right[at]),
            };
    }
}
