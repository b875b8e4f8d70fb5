using System.Runtime.CompilerServices;
using CodeBench.Generation.Chat.Jinja.Functions;
using CodeBench.Generation.Chat.Jinja.Parsing;
using CodeBench.Generation.Chat.Jinja.Values;

namespace CodeBench.Generation.Chat.Jinja.Running;

/// <summary>Finds the values of expressions.</summary>
/// <param name="rendering">The rendering.</param>
internal sealed class Evaluator(Rendering rendering)
{
    private readonly Members _members = new(rendering);

    /// <summary>The value of an expression.</summary>
    /// <exception cref="JinjaException">It has none.</exception>
    public object? Of(Expression expression, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = Find(expression, scope);
        rendering.Budget.SpendOn(value);
        return value;
    }

    /// <summary>A value that has gone through a filter.</summary>
    public object? Filtered(Filter filter, object? input, Scope scope)
    {
        var arguments = ArgumentsOf($"the filter {filter.Text}", filter.Arguments, scope);
        rendering.Line = filter.Line;
        return Filters.Apply(rendering, filter.Text, input, arguments);
    }

    private object? Find(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Literal literal:
                return literal.Value;
            case Name name:
                return scope.TryFind(name.Text, out var known) ? known : new UndefinedValue($"'{name.Text}' is not defined");
            case Items items:
                return new SequenceValue(items.IsTuple ? SequenceKind.Tuple : SequenceKind.List, [.. items.Parts.Select(part => Of(part, scope))]);
            case Pairs pairs:
                return MappingOf(pairs, scope);
            case Not not:
                return !Truth.Of(Of(not.Operand, scope));
            case Junction junction:
                var left = Of(junction.Left, scope);
                return Truth.Of(left) == junction.IsAnd ? Of(junction.Right, scope) : left;
            case Comparisons comparisons:
                return IsOrdered(comparisons, scope);
            case Choice choice:
                return Truth.Of(Of(choice.Test, scope)) ? Of(choice.Then, scope)
                    : choice.Otherwise is null ? new UndefinedValue("a condition does not hold, and there is no else") : Of(choice.Otherwise, scope);
            case Filter filter:
                return Filtered(filter, Of(filter.Input!, scope), scope);
            case Test test:
                return IsTrue(test, scope);
            case Call call:
                return Called(call, scope);
            default:
                return Combined(expression, scope);
        }
    }

    private object? Combined(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Sign sign:
                return At(sign, Arithmetic.Signed(Of(sign.Operand, scope), sign.IsNegative));
            case Calculation sum:
                var (left, right) = (Of(sum.Left, scope), Of(sum.Right, scope));
                rendering.Line = sum.Line;
                return rendering.Arithmetic.Of(sum.Operator, left, right);
            case Concatenation parts:
                var text = new BoundedText(rendering.Budget);
                foreach (var part in parts.Parts)
                {
                    text.Append(rendering.Text.Of(Of(part, scope)));
                }

                return text.ToString();
            case Member member:
                var owner = Of(member.Owner, scope);
                rendering.Line = member.Line;
                return _members.OfName(owner, member.Text);
            case Item item:
                var (container, key) = (Of(item.Owner, scope), Of(item.Key, scope));
                rendering.Line = item.Line;
                return _members.OfKey(container, key);
            case Slice slice:
                var whole = Of(slice.Owner, scope);
                var limits = (Optional(slice.Start, scope), Optional(slice.Stop, scope), Optional(slice.Step, scope));
                rendering.Line = slice.Line;
                return _members.OfSlice(whole, limits.Item1, limits.Item2, limits.Item3);
            default:
                throw new InvalidOperationException($"There is no expression {expression.GetType().Name}.");
        }
    }

    private object? At(Expression expression, object? value)
    {
        rendering.Line = expression.Line;
        return value;
    }

    private object? Optional(Expression? expression, Scope scope) => expression is null ? null : Of(expression, scope);

    private MappingValue MappingOf(Pairs pairs, Scope scope)
    {
        var mapping = new MappingValue();
        foreach (var (key, value) in pairs.Parts)
        {
            mapping.Set(Of(key, scope), Of(value, scope));
        }

        return mapping;
    }

    private bool IsOrdered(Comparisons comparisons, Scope scope)
    {
        var left = Of(comparisons.First, scope);
        foreach (var (order, operand) in comparisons.Rest)
        {
            var right = Of(operand, scope);
            rendering.Line = comparisons.Line;
            var holds = order switch
            {
                "==" => rendering.Comparison.AreEqual(left, right),
                "!=" => !rendering.Comparison.AreEqual(left, right),
                "in" => rendering.Comparison.Contains(right, left),
                "not in" => !rendering.Comparison.Contains(right, left),
                "<" => rendering.Comparison.Order(left, right) < 0,
                "<=" => rendering.Comparison.Order(left, right) <= 0,
                ">" => rendering.Comparison.Order(left, right) > 0,
                _ => rendering.Comparison.Order(left, right) >= 0,
            };
            if (!holds)
            {
                return false;
            }

            left = right;
        }

        return true;
    }

    private bool IsTrue(Test test, Scope scope)
    {
        var input = Of(test.Input, scope);
        var arguments = ArgumentsOf($"the test {test.Text}", test.Arguments, scope);
        rendering.Line = test.Line;
        return Tests.Holds(rendering, test.Text, input, arguments);
    }

    private object? Called(Call call, Scope scope)
    {
        var callee = Of(call.Callee, scope);
        rendering.Line = call.Line;
        var function = callee switch
        {
            FunctionValue known => known,
            UndefinedValue undefined => throw new JinjaException(undefined.Message),
            _ => throw new JinjaException($"a value of the type {ValueText.TypeOf(callee)} cannot be called"),
        };
        var arguments = ArgumentsOf(function.Name, call.Arguments, scope);
        rendering.Line = call.Line;
        return function.Call(arguments);
    }

    private CallArguments ArgumentsOf(string owner, Arguments arguments, Scope scope)
    {
        var positional = arguments.Positional.Select(argument => Of(argument, scope)).ToList();
        var named = arguments.Named.DistinctBy(argument => argument.Name)
            .ToDictionary(argument => argument.Name, argument => Of(argument.Value, scope), StringComparer.Ordinal);
        if (arguments.Spread is not null)
        {
            positional.AddRange(Iteration.Of(Of(arguments.Spread, scope)));
        }

        if (arguments.SpreadNamed is not null)
        {
            var more = Of(arguments.SpreadNamed, scope) as MappingValue ?? throw new JinjaException("only a mapping can stand behind ** in a call");
            foreach (var (name, value) in more.Pairs)
            {
                named[name as string ?? throw new JinjaException("arguments have names that are texts")] = value;
            }
        }

        return new CallArguments(owner, positional, named);
    }
}
