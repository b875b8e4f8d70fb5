using System.Globalization;
using System.Runtime.CompilerServices;

namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Values as Python prints them.</summary>
/// <param name="budget">What all of it may take.</param>
internal sealed class ValueText(Budget budget)
{
    /// <summary>What str() gives: of a text, the text itself.</summary>
    public string Of(object? value) => value switch
    {
        string text => text,
        UndefinedValue => "",
        _ => Write(value, new BoundedText(budget)).ToString(),
    };

    /// <summary>What a message calls the type of a value: Python's own name.</summary>
    public static string TypeOf(object? value) => value switch
    {
        null => "None",
        bool => "bool",
        long => "int",
        double => "float",
        string => "str",
        SequenceValue { Kind: SequenceKind.List } => "list",
        SequenceValue { Kind: SequenceKind.Tuple } => "tuple",
        SequenceValue { Kind: SequenceKind.Range } => "range",
        SequenceValue => "view",
        MappingValue => "dict",
        NamespaceValue => "namespace",
        StreamValue => "generator",
        UndefinedValue => "undefined",
        LoopValue => "loop",
        _ => "function",
    };

    private BoundedText Write(object? value, BoundedText text)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            null => text.Append("None"),
            bool truth => text.Append(truth ? "True" : "False"),
            long number => text.Append(number.ToString(CultureInfo.InvariantCulture)),
            double number => text.Append(PythonNumber.Text(number)),
            string one => text.Append(PythonText.Quoted(one)),
            UndefinedValue => text.Append("Undefined"),
            SequenceValue { Kind: SequenceKind.List } list => WriteItems("[", list.Items, "]", text),
            SequenceValue { Kind: SequenceKind.Tuple } tuple => WriteItems("(", tuple.Items, tuple.Items.Count == 1 ? ",)" : ")", text),
            MappingValue mapping => WritePairs(mapping, text),
            _ => throw new JinjaException($"a value of the type {TypeOf(value)} has no text"),
        };
    }

    private BoundedText WriteItems(string open, List<object?> items, string close, BoundedText text)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            Write(items[i], i == 0 ? text : text.Append(", "));
        }

        return text.Append(close);
    }

    private BoundedText WritePairs(MappingValue mapping, BoundedText text)
    {
        text.Append("{");
        var isFirst = true;
        foreach (var (key, value) in mapping.Pairs)
        {
            Write(key, isFirst ? text : text.Append(", "));
            Write(value, text.Append(": "));
            isFirst = false;
        }

        return text.Append("}");
    }
}
