using CodeBench.Core.Problems.Translations;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems.Translations;

/// <summary>A made-up definition that says what it is told.</summary>
internal static class ToyTranslation
{
    /// <summary>Its text.</summary>
    public const string Text = """
        extension: ty
        naming: lower_camel
        reserved: [end]
        renames: { print: show }
        types:
          any: Any
          bool: Bool
          int: Int
          float: Real
          str: Str
          list: "List<{{ item }}>"
          tuple: "{{ tuple_name }}<{{ items | join: ',' }}>"
          dict: "Map<{{ key }},{{ value }}>"
          optional: "{{ item }}?"
        inner_types: { int: "boxed {{ type }}" }
        tuple_names: [One, Two, Three]
        values:
          none: nothing
          some: "some({{ value }})"
          "true": "yes"
          "false": "no"
          int: "{{ value }}i"
          float: "{{ value }}r"
          int_as_float: "{{ value }}.0r"
          list: "{{ type }}[{{ items | join: ' ' }}]"
          item: "{{ type }}:{{ value }}"
          tuple: "{{ tuple_name }}({{ items | join: ' ' }})"
          dict: "{{ type }}({{ count }}: {{ pairs | join: ' ' }})"
          pair: "{{ key }}={{ value }}"
          argument: "<{{ value }}>"
          expected: "[{{ value }}]"
        integer_bits: 63
        strings:
          quotes: ["'", '"']
          quote: 'Q{{ quote }}'
          escapes: { "\n": '\n', "#": "hash", "#{": "brace" }
        terms: { list: row, a list: one row, None: nothing, "True": "yes" }
        prompt:
          parameter: "{{ type }} {{ name }}"
          call: "{{ name }}({{ arguments | join: ', ' }})"
          text: "{% for line in lines %}; {{ line }}\n{% endfor %}{{ returns }} {{ name }}({{ parameters | join: ', ' }})\n"
        tests:
          opening: "{{ name }} begins\n"
          assertion: "{{ arguments | join: ', ' }} == {{ expected }} ({{ kind }} of {{ return_kind }})\n"
          closing: "ends"
        stops: ["\nstop"]
        """;

    /// <summary>Reads a text as the definition of the folder "toy".</summary>
    public static Translation Read(string text = Text)
    {
        using var folder = new TemporaryFolder();
        folder.Write(Path.Combine("toy", TranslationReader.FileName), text);
        return TranslationReader.Read(folder.PathOf("toy"));
    }
}
