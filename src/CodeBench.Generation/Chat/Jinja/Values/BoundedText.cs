using System.Text;

namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>A text that grows, within a budget.</summary>
/// <param name="budget">The budget.</param>
internal sealed class BoundedText(Budget budget)
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a text.</summary>
    /// <exception cref="JinjaException">It becomes too long.</exception>
    public BoundedText Append(string text)
    {
        if (_text.Length + (long)text.Length > Budget.MostText)
        {
            budget.RequireText(long.MaxValue);
        }

        budget.SpendOn(text);
        _text.Append(text);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
