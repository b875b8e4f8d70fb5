using CodeBench.Core.Problems;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems;

/// <summary>A small suite whose tests are inputs.</summary>
internal static class InputTestsText
{
    /// <summary>The suite "calls", with a group "base" and a group "plus".</summary>
    public const string Right = """
        name: calls+
        title: Calls
        source: here
        licence: none
        language: python
        files:
          calls.jsonl:
            fields:
              task_id: text
              prompt: text
              entry_point: text
              canonical_solution: text
              base_input: json
              plus_input: json
              atol: json
        versions:
          - name: "1"
            title: all
            files: [calls.jsonl]
          - name: again
            title: the same
            files: [calls.jsonl]
        task_id: "{{ task_id }}"
        entry_point: "{{ entry_point }}"
        reference: "{{ canonical_solution }}"
        styles:
          - name: completion
            template: "{{ prompt }}"
            max_tokens: 5
        code: "{{ prompt }}{{ completion }}"
        tests:
          tolerance: atol
          groups:
            - { name: base, inputs: base_input }
            - { name: plus, inputs: plus_input }
          limits: { least: 4s, factor: 4, most: 60s, margin: 1s, wall_factor: 3 }
          rules:
            - tasks: [Calls/0, Calls/1]
              restore: "[tuple(x) for x in arguments]"
              oracle: { kind: set, atol: 0.5 }
            - tasks: [Calls/1]
              oracle: { kind: equal, accept: [1, "1", true, null] }
        """;

    /// <summary>Its data: inputs with a number that no type of ours can hold.</summary>
    public static string Records { get; } = string.Join('\n', Enumerable.Range(0, 2).Select(i =>
        $$"""{"task_id": "Calls/{{i}}", "prompt": "def f(x):  # {{i}}\n", "entry_point": "f", "canonical_solution": "    return x\n", "base_input": [[1], [{{new string('9', 5000)}}]], "plus_input": [[1e-3], ["\u00e9"]], "atol": 1e-6}"""));

    /// <summary>Writes the suite and its data below a folder.</summary>
    public static void Write(TemporaryFolder folder)
    {
        folder.Write("problems/calls+/suite.yaml", Right);
        folder.Write("problems/calls+/calls.jsonl", Records);
    }

    /// <summary>Its suites below such a folder.</summary>
    public static SuiteLibrary Library(TemporaryFolder folder) => new(
        SuiteCatalog.Read(folder.PathOf("problems")), new BenchmarkFiles(new BenchmarkFolders { Cache = folder.PathOf("cache") }));
}
