using System.Text;

namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Calculates by Python's rules. Whole numbers have 64 bits; what does not fit is refused.</summary>
/// <param name="budget">What all of it may take.</param>
internal sealed class Arithmetic(Budget budget)
{
    /// <summary>A number as long or double, truth being 0 and 1; null where the value is none.</summary>
    public static object? Number(object? value) => value switch
    {
        long or double => value,
        bool truth => truth ? 1L : 0L,
        _ => null,
    };

    /// <summary>The result of an operator: + - * / // % **.</summary>
    /// <exception cref="JinjaException">There is none.</exception>
    public object? Of(string @operator, object? left, object? right)
    {
        if ((left as UndefinedValue ?? right as UndefinedValue) is { } undefined)
        {
            throw new JinjaException(undefined.Message);
        }

        try
        {
            return (@operator, left, right) switch
            {
                ("+", string one, string other) => Join(one, other),
                ("+", SequenceValue one, SequenceValue other) when one.Kind == other.Kind && one.Kind is SequenceKind.List or SequenceKind.Tuple =>
                    Join(one, other),
                ("*", string one, long or bool) => Repeat(one, (long)Number(right)!),
                ("*", long or bool, string other) => Repeat(other, (long)Number(left)!),
                ("*", SequenceValue one, long or bool) => Repeat(one, (long)Number(right)!),
                _ => (Number(left), Number(right)) switch
                {
                    (long one, long other) => Whole(@operator, one, other),
                    ({ } one, { } other) => Real(@operator, Convert.ToDouble(one, null), Convert.ToDouble(other, null)),
                    _ => throw new JinjaException($"{ValueText.TypeOf(left)} {@operator} {ValueText.TypeOf(right)} means nothing"),
                },
            };
        }
        catch (OverflowException)
        {
            throw new JinjaException("a number does not fit into 64 bits");
        }
    }

    /// <summary>A number with its sign turned, or kept.</summary>
    /// <exception cref="JinjaException">The value is no number.</exception>
    public static object Signed(object? value, bool isNegative) => (value, Number(value)) switch
    {
        (UndefinedValue undefined, _) => throw new JinjaException(undefined.Message),
        (_, long number and > long.MinValue) => (object)(isNegative ? -number : number),
        (_, double number) => isNegative ? -number : number,
        _ => throw new JinjaException($"{ValueText.TypeOf(value)} has no sign"),
    };

    private static object Whole(string @operator, long left, long right) => @operator switch
    {
        "+" => (object)checked(left + right),
        "-" => checked(left - right),
        "*" => checked(left * right),
        "/" => Real(@operator, left, right),
        "//" => FloorDivide(left, NotZero(right)),
        "%" => left - checked(FloorDivide(left, NotZero(right)) * right),
        _ => right < 0 ? (object)Math.Pow(left, right) : Power(left, right),
    };

    private static double Real(string @operator, double left, double right) => @operator switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / NotZero(right),
        "//" => Math.Floor(left / NotZero(right)),
        "%" => left - (Math.Floor(left / NotZero(right)) * right),
        _ => Math.Pow(left, right),
    };

    private static long FloorDivide(long left, long right)
    {
        var quotient = checked(left / right);
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    private static long Power(long number, long power)
    {
        if (number is 0 or 1 or -1)
        {
            return power == 0 || number == 1 ? 1 : number == 0 ? 0 : power % 2 == 0 ? 1 : -1;
        }

        // All others leave the 64 bits after 63 steps at most.
        var result = 1L;
        for (var i = 0L; i < power; i++)
        {
            result = checked(result * number);
        }

        return result;
    }

    private static long NotZero(long number) => number != 0 ? number : throw new JinjaException("nothing can be divided by zero");

    private static double NotZero(double number) => number != 0 ? number : throw new JinjaException("nothing can be divided by zero");

    private string Join(string left, string right)
    {
        budget.RequireText((long)left.Length + right.Length);
        return left + right;
    }

    private SequenceValue Join(SequenceValue left, SequenceValue right)
    {
        budget.RequireItems((long)left.Items.Count + right.Items.Count);
        return new SequenceValue(left.Kind, [.. left.Items, .. right.Items]);
    }

    private string Repeat(string text, long times)
    {
        budget.RequireText(text.Length == 0 ? 0 : Math.Min(Math.Max(times, 0), int.MaxValue) * text.Length);
        return text.Length == 0 || times <= 0 ? "" : new StringBuilder().Insert(0, text, (int)times).ToString();
    }

    private SequenceValue Repeat(SequenceValue list, long times)
    {
        var count = list.Items.Count == 0 ? 0 : Math.Min(Math.Max(times, 0), int.MaxValue);
        budget.RequireItems(count * list.Items.Count);
        return new SequenceValue(list.Kind, [.. Enumerable.Range(0, (int)count).SelectMany(_ => list.Items)]);
    }
}
