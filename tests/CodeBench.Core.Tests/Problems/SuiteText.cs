namespace CodeBench.Core.Tests.Problems;

/// <summary>A small right suite.yaml, for tests that break it in one place.</summary>
internal static class SuiteText
{
    /// <summary>The suite "tiny": a file of its own, one style with a solved example.</summary>
    public const string Right = """
        name: tiny
        title: Tiny
        aliases: [small]
        source: here
        licence: none
        language: python
        files:
          tiny.jsonl:
            records: 3
            fields:
              task_id: number
              text: text
              code: { type: text, as: solution }
              extra: { type: texts, absent: true }
              tests: texts
        versions:
          - name: test
            title: two of them
            files: [tiny.jsonl]
            tasks: { first: 2, last: 3 }
          - name: all
            title: all
            files: [tiny.jsonl]
        task_id: "Tiny/{{ task_id }}"
        reference: "{{ solution }}"
        styles:
          - name: few-shot
            template: "Q {{ text }}\nA "
            shots: { tasks: [Tiny/1], template: "Q {{ text }}\nA {{ solution }}", separator: "\n\n" }
            stops: ["\nQ"]
            max_tokens: 9
          - name: completion
            template: "{{ text }}"
            max_tokens: 5
        code: "{{ completion }}"
        program: "{{ code }}\n{% for test in tests %}{{ test }}\n{% endfor %}"
        limits: { cpu: 2s, wall: 500ms }
        """;

    /// <summary>The same, with a chat in place of the second style.</summary>
    public static string WithChat { get; } = Right.Replace(
        "  - name: completion\n    template: \"{{ text }}\"\n",
        """
          - name: chat
            chat: { system: "Be {{ text }}.", user: "Q {{ text }}", assistant: "A:\n" }
            shots: { tasks: [Tiny/1], template: "A:\n{{ solution }}" }
            tab_width: 4

        """,
        StringComparison.Ordinal);

    /// <summary>Its data.</summary>
    public const string Records = """
        {"task_id": 1, "text": "one", "code": "1", "tests": ["a", "b"]}
        {"task_id": 2, "text": "two", "code": "2", "tests": ["c"]}
        {"task_id": 3, "text": "three", "code": "3", "tests": []}
        """;
}
