using System.Runtime.CompilerServices;
using CodeBench.Generation.Chat.Jinja.Parsing;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Running;

/// <summary>Does what statements say.</summary>
/// <param name="rendering">The rendering.</param>
internal sealed class Interpreter(Rendering rendering)
{
    private readonly Evaluator _values = new(rendering);

    /// <summary>Does statements, one after the other.</summary>
    /// <param name="body">The statements.</param>
    /// <param name="scope">The names that they see and set.</param>
    /// <param name="output">Takes what they print.</param>
    /// <exception cref="JinjaException">One of them cannot be done.</exception>
    public Flow Do(IReadOnlyList<Statement> body, Scope scope, BoundedText output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var statement in body)
        {
            rendering.Line = statement.Line;
            rendering.Budget.Spend(1);
            var flow = Do(statement, scope, output);
            if (flow != Flow.On)
            {
                return flow;
            }
        }

        return Flow.On;
    }

    private Flow Do(Statement statement, Scope scope, BoundedText output)
    {
        switch (statement)
        {
            case PlainText text:
                output.Append(text.Text);
                return Flow.On;
            case Output printed:
                output.Append(rendering.Text.Of(_values.Of(printed.Value, scope)));
                return Flow.On;
            case If branches:
                var branch = branches.Branches.FirstOrDefault(branch => branch.Condition is null || Truth.Of(_values.Of(branch.Condition, scope)));
                return branch.Body is null ? Flow.On : Do(branch.Body, scope, output);
            case For loop:
                return Loop(loop, scope, output);
            case Set set:
                Give(set.Target, _values.Of(set.Value, scope), scope);
                return Flow.On;
            case SetBlock block:
                Give(block.Target, TextOf(block, scope), scope);
                return Flow.On;
            case Macro macro:
                scope.Set(macro.Text, new FunctionValue($"the macro {macro.Text}", arguments => Expand(macro, arguments, scope)));
                return Flow.On;
            case Block block:
                return Do(block.Body, new Scope(scope), output);
            case Jump jump:
                return jump.IsBreak ? Flow.Break : Flow.Continue;
            default:
                throw new InvalidOperationException($"There is no statement {statement.GetType().Name}.");
        }
    }

    private Flow Loop(For loop, Scope scope, BoundedText output)
    {
        var over = _values.Of(loop.Over, scope);
        rendering.Line = loop.Line;
        var items = Iteration.ListOf(over);
        rendering.Budget.Spend(items.Count);
        if (loop.Condition is { } condition)
        {
            items = [.. items.Where(item => Truth.Of(_values.Of(condition, Inside(loop, item, scope))))];
        }

        if (items.Count == 0)
        {
            return Do(loop.Otherwise, new Scope(scope), output);
        }

        var state = new LoopValue(items);
        for (; state.Index < items.Count; state.Index++)
        {
            var inside = Inside(loop, items[state.Index], scope);
            inside.Set("loop", state);
            if (Do(loop.Body, inside, output) == Flow.Break)
            {
                break;
            }
        }

        return Flow.On;
    }

    private Scope Inside(For loop, object? item, Scope scope)
    {
        var inside = new Scope(scope);
        rendering.Line = loop.Line;
        Give(loop.Target, item, inside);
        return inside;
    }

    private object? TextOf(SetBlock block, Scope scope)
    {
        var text = new BoundedText(rendering.Budget);
        Do(block.Body, new Scope(scope), text);
        object? value = text.ToString();
        foreach (var filter in block.Filters)
        {
            value = _values.Filtered(filter, value, scope);
        }

        return value;
    }

    private string Expand(Macro macro, CallArguments arguments, Scope around)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var scope = new Scope(around);
        var missing = new object();
        foreach (var (name, otherwise) in macro.Parameters)
        {
            var value = arguments.Take(name, missing);
            scope.Set(name, value != missing ? value
                : otherwise is null ? new UndefinedValue($"the parameter '{name}' of the macro {macro.Text} was not given") : _values.Of(otherwise, scope));
        }

        arguments.End();
        var text = new BoundedText(rendering.Budget);
        Do(macro.Body, scope, text);
        return text.ToString();
    }

    private void Give(Target target, object? value, Scope scope)
    {
        switch (target)
        {
            case NameTarget name:
                scope.Set(name.Text, value);
                break;
            case MemberTarget member:
                rendering.Line = member.Line;
                var owner = scope.TryFind(member.Owner, out var known) ? known as NamespaceValue : null;
                (owner ?? throw new JinjaException($"'{member.Owner}' is no namespace, so nothing can be given to its members")).Values[member.Text] = value;
                break;
            case PartsTarget parts:
                rendering.Line = parts.Line;
                var values = Iteration.ListOf(value);
                if (values.Count != parts.Parts.Count)
                {
                    throw new JinjaException($"{values.Count} values cannot be given to {parts.Parts.Count} names");
                }

                for (var i = 0; i < values.Count; i++)
                {
                    Give(parts.Parts[i], values[i], scope);
                }

                break;
        }
    }
}
