using CodeBench.Core.Faults;
using CodeBench.Core.Problems.Translations;

namespace CodeBench.Core.Tests.Problems.Translations;

public sealed class ProblemTranslatorTests
{
    [Theory]
    [InlineData("\"int\"", "{\"int\": \"-7\"}", "<-7i> == [-7i] (int of int)")]
    [InlineData("\"float\"", "{\"float\": \"0.5\"}", "<0.5r> == [0.5r] (float of float)")]
    [InlineData("\"float\"", "{\"int\": \"3\"}", "<3.0r> == [3.0r] (int_as_float of float)")]
    [InlineData("\"bool\"", "{\"bool\": true}", "<yes> == [yes] (bool of bool)")]
    [InlineData("{\"optional\": \"int\"}", "{\"none\": null}", "<nothing> == [nothing] (none of optional)")]
    [InlineData("{\"optional\": \"int\"}", "{\"int\": \"1\"}", "<some(1i)> == [some(1i)] (some of optional)")]
    [InlineData("{\"list\": \"int\"}", "{\"list\": []}", "<List<boxed Int>[]> == [List<boxed Int>[]] (list of list)")]
    [InlineData("{\"list\": \"int\"}", "{\"list\": [{\"int\": \"1\"}]}", "<List<boxed Int>[Int:1i]> == [List<boxed Int>[Int:1i]] (list of list)")]
    [InlineData("{\"tuple\": [\"int\", \"str\"]}", "{\"tuple\": [{\"int\": \"1\"}, {\"str\": \"a\"}]}", "<Two(1i 'a')> == [Two(1i 'a')] (tuple of tuple)")]
    [InlineData("{\"sequence\": \"int\"}", "{\"tuple\": [{\"int\": \"1\"}]}", "<List<boxed Int>[Int:1i]> == [List<boxed Int>[Int:1i]] (sequence of sequence)")]
    [InlineData("{\"dict\": [\"str\", \"bool\"]}", "{\"dict\": [[{\"str\": \"a\"}, {\"bool\": false}]]}", "<Map<Str,Bool>(1: 'a'=no)> == [Map<Str,Bool>(1: 'a'=no)] (dict of dict)")]
    public void Translate_Value_IsWrittenAsTheTypeThatIsExpected(string type, string value, string expected) =>
        Assert.Equal(expected, Assertion(type, value));

    [Theory]
    [InlineData("{\"int\": \"1\"}", "1i")]
    [InlineData("{\"list\": []}", "List<boxed Int>[]")]
    [InlineData("{\"list\": [{\"str\": \"a\"}, {\"none\": null}]}", "List<Str?>[Str?:some('a') Str?:nothing]")]
    [InlineData("{\"list\": [{\"int\": \"1\"}, {\"str\": \"a\"}]}", "List<Any>[Any:1i Any:'a']")]
    [InlineData("{\"dict\": [[{\"int\": \"1\"}, {\"tuple\": [{\"bool\": true}]}]]}", "Map<boxed Int,One<Bool>>(1: 1i=One(yes))")]
    public void Translate_AnyValue_IsWrittenAsWhatItSeemsToBe(string value, string expected) =>
        Assert.StartsWith($"<{expected}> == ", Assertion("\"any\"", value));

    [Fact]
    public void Translate_ListOfAnything_NamesTheSignaturesTypeAndWhatItsItemsAre() => Assert.StartsWith(
        "<List<Any>[Int:1i Int:2i]> == ", Assertion("{\"list\": \"any\"}", "{\"list\": [{\"int\": \"1\"}, {\"int\": \"2\"}]}"));

    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("both ' and \"", "'both Q' and \"'")]
    [InlineData("a\nb", "'a\\nb'")]
    [InlineData("#a #{b}", "'hasha braceb}'")]
    [InlineData("é 🙂", "'é 🙂'")]
    public void Translate_Text_IsQuotedAndEscaped(string text, string expected) =>
        Assert.StartsWith($"<{expected}> == ", Assertion("\"str\"", "{\"str\": " + System.Text.Json.JsonSerializer.Serialize(text) + "}"));

    [Theory]
    [InlineData("\"int\"", "{\"str\": \"a\"}", 9, "the value \"a\" is no int")]
    [InlineData("\"int\"", "{\"bool\": true}", 9, "the value true is no int")]
    [InlineData("\"int\"", "{\"float\": \"1.0\"}", 9, "the value 1.0 is no int")]
    [InlineData("\"int\"", "{\"int\": \"9223372036854775808\"}", 9, "63 bits")]
    [InlineData("\"float\"", "{\"int\": \"-9223372036854775809\"}", 9, "63 bits")]
    [InlineData("{\"tuple\": [\"int\"]}", "{\"tuple\": []}", 9, "is no tuple[int]")]
    [InlineData("{\"list\": \"int\"}", "{\"tuple\": []}", 9, "is no list[int]")]
    [InlineData("{\"union\": [\"int\", \"str\"]}", "{\"int\": \"1\"}", 1, "there is no type for union[int, str]")]
    [InlineData("{\"tuple\": [\"int\", \"int\", \"int\", \"int\"]}", "{\"tuple\": []}", 1, "no tuples of 4 items")]
    [InlineData("\"str\"", "{\"str\": \"a\\u0001b\"}", 9, "control character 1")]
    public void Translate_WhatTheLanguageCannotSay_HasALineAndAReason(string type, string value, int line, string reason)
    {
        Assert.Null(new ProblemTranslator(ToyTranslation.Read()).Translate(ReadDocument.Identity(type, value), "f", "f", out var unsaid));

        Assert.Equal(line, unsaid!.Line);
        Assert.Contains(reason, unsaid.Reason);
    }

    [Fact]
    public void Translate_LargestNumbersThatFit_AreWritten()
    {
        Assert.StartsWith("<9223372036854775807i>", Assertion("\"int\"", "{\"int\": \"9223372036854775807\"}"));
        Assert.StartsWith("<-9223372036854775808i>", Assertion("\"int\"", "{\"int\": \"-9223372036854775808\"}"));
    }

    [Fact]
    public void Translate_UnionInALanguageWithoutTypes_IsTheValue()
    {
        var untyped = ToyTranslation.Text.Remove(ToyTranslation.Text.IndexOf("types:", StringComparison.Ordinal), ToyTranslation.Text.IndexOf("inner_types", StringComparison.Ordinal) - ToyTranslation.Text.IndexOf("types:", StringComparison.Ordinal))
            .Replace("{{ type }}:", "");

        Assert.StartsWith("<1i> == ", Assertion("{\"union\": [\"str\", \"int\"]}", "{\"int\": \"1\"}", untyped));
        // What is not of its type can be said there all the same.
        Assert.StartsWith("<'a'> == ", Assertion("\"int\"", "{\"str\": \"a\"}", untyped));
    }

    [Fact]
    public void Translate_Docstring_IsRewordedAndItsExamplesAreSaid()
    {
        var docstring = "[{\"text\": \"True for a list, listed; None for x of other lists: list_of_f f(1)\"}, {\"example\": "
            + ReadDocument.Call("f", "[{\"int\": \"1\"}]", "{\"int\": \"2\"}", 4) + "}, {\"example\": " + ReadDocument.Call("other_one", "[]", "{\"str\": \"a\"}", 6)
            + "}, {\"example\": " + ReadDocument.Call("x", "null", "{\"bool\": true}", 8) + "}]";
        var problem = ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}", docstring) with { EntryPoint = "keep_it" };

        var prompt = Translate(problem).Prompt;

        Assert.Equal(
            """
            ; yes for one row, listed; nothing for x of other lists: list_of_f f(1)
            ; >>> f(<1i>)
            ; [2i]
            ; >>> otherOne()
            ; ['a']
            ; >>> x
            ; [yes]
            Int keepIt(Int x)

            """,
            prompt);
    }

    [Theory]
    [InlineData("end", "end_")]
    [InlineData("print", "show")]
    [InlineData("list", "list")]
    public void Translate_ParameterThatMeansSomethingElse_IsCalledSomethingElse(string name, string expected)
    {
        var problem = ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}", "[{\"text\": \"a list of list\"}]") with { Parameters = [new ProblemParameter(name, new ProblemType(TypeKind.Whole))] };

        Assert.EndsWith($"Int f(Int {expected})\n", Translate(problem).Prompt);
        // A word that is a parameter's name means the parameter.
        Assert.StartsWith(name == "list" ? "; one row of list\n" : "; one row of row\n", Translate(problem).Prompt);
    }

    [Theory]
    [InlineData("lower_camel", "has_close_elements", "hasCloseElements")]
    [InlineData("lower_camel", "Find_Max", "FindMax")]
    [InlineData("lower_camel", "digitSum", "digitSum")]
    [InlineData("upper_camel", "has_close_elements", "HasCloseElements")]
    [InlineData("upper_camel", "digitSum", "Digitsum")]
    [InlineData("keep", "_odd__One", "_odd__One")]
    public void Translate_Name_IsInTheLanguagesStyle(string style, string name, string expected)
    {
        var translation = ToyTranslation.Read(ToyTranslation.Text.Replace("lower_camel", style));
        var problem = ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}") with { EntryPoint = name };

        Assert.StartsWith($"{expected} begins\n", new ProblemTranslator(translation).Translate(problem, "f", "f", out _)!.Tests);
    }

    [Fact]
    public void Translate_Record_HasMultiPlEsForm()
    {
        var record = new ProblemTranslator(ToyTranslation.Read()).Translate(ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}"), "Toy_0_f", "toys Toy/0", out var unsaid)!;

        Assert.Null(unsaid);
        Assert.Equal(
            "{\"name\":\"Toy_0_f\",\"language\":\"ty\",\"prompt\":\"Int f(Int x)\\n\",\"doctests\":\"transform\",\"original\":\"toys Toy/0\","
            + "\"prompt_terminology\":\"reworded\",\"tests\":\"f begins\\n<1i> == [1i] (int of int)\\nends\",\"stop_tokens\":[\"\\nstop\"]}",
            System.Text.Json.JsonSerializer.Serialize(record, Core.Executions.ResultJson.Line));
    }

    [Fact]
    public void Translate_CallWithOtherArguments_IsRefused()
    {
        var problem = ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}") with { Parameters = [] };

        Assert.Null(new ProblemTranslator(ToyTranslation.Read()).Translate(problem, "f", "f", out var unsaid));
        Assert.Contains("1 arguments", unsaid!.Reason);
    }

    [Fact]
    public void Translate_TemplateThatFailsAtWork_NamesTheDefinition()
    {
        var translation = ToyTranslation.Read(ToyTranslation.Text.Replace("int: \"{{ value }}i\"", "int: \"{% if value == '1' %}{{ mistake }}{% endif %}\""));

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(
            () => new ProblemTranslator(translation).Translate(ReadDocument.Identity("\"int\"", "{\"int\": \"1\"}"), "f", "f", out _)).Faults);
        Assert.Equal("f", fault.Field);
        Assert.Contains("mistake", fault.Message);
    }

    private static string Assertion(string type, string value, string definition = ToyTranslation.Text)
    {
        var tests = Translate(ReadDocument.Identity(type, value), definition).Tests;
        return tests["f begins\n".Length..^"\nends".Length];
    }

    private static TranslatedProblem Translate(TypedProblem problem, string definition = ToyTranslation.Text)
    {
        var translated = new ProblemTranslator(ToyTranslation.Read(definition)).Translate(problem, "f", "f", out var unsaid);
        Assert.True(translated is not null, unsaid?.Reason);
        return translated;
    }
}
