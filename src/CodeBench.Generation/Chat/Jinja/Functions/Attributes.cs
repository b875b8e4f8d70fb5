using System.Globalization;
using CodeBench.Generation.Chat.Jinja.Running;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>What filters look at in each item: the item itself, or a member of it.</summary>
internal static class Attributes
{
    /// <summary>Picks what the argument "attribute" says, which is taken; the item itself where there is none.</summary>
    public static Func<object?, object?> Picker(Rendering rendering, CallArguments arguments) =>
        arguments.Take("attribute", null) is { } attribute ? Getter(rendering, attribute) : item => item;

    /// <summary>Picks a member: "function.name", or a number.</summary>
    public static Func<object?, object?> Getter(Rendering rendering, object? attribute)
    {
        object?[] way = attribute is string text
            ? [.. text.Split('.').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? (object)at : part)]
            : [attribute];
        var members = new Members(rendering);
        return item => way.Aggregate(item, (value, part) =>
        {
            rendering.Budget.Spend(1);
            return members.OfKey(value, part);
        });
    }

    /// <summary>What is compared: texts in small letters, unless case counts.</summary>
    public static object? Key(object? value, bool withCase) => value is string text && !withCase ? PythonText.Lower(text) : value;
}
