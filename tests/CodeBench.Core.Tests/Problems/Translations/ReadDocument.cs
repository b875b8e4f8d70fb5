using CodeBench.Core.Problems.Translations;

namespace CodeBench.Core.Tests.Problems.Translations;

/// <summary>Documents as a reader of problems leaves them.</summary>
internal static class ReadDocument
{
    /// <summary>A function f of one parameter x, which gives back what it takes, and one assertion that says so.</summary>
    /// <param name="type">The type of both, as JSON.</param>
    /// <param name="value">The value, as JSON.</param>
    /// <param name="docstring">The docstring's parts, as JSON.</param>
    public static TypedProblem Identity(string type, string value, string docstring = "[]") => TypedProblemReader.Read(Json(type, value, docstring)).Problem!;

    /// <summary>The document of such a problem.</summary>
    /// <param name="type">The type of both, as JSON.</param>
    /// <param name="value">The value, as JSON.</param>
    /// <param name="docstring">The docstring's parts, as JSON.</param>
    /// <param name="leftOut">What was left out, as JSON.</param>
    public static string Json(string type, string value, string docstring = "[]", string leftOut = "[]") =>
        "{\"entry_point\": \"f\", \"parameters\": [{\"name\": \"x\", \"type\": " + type + "}], \"returns\": " + type + ", \"docstring\": " + docstring
        + ", \"assertions\": [" + Call("f", $"[{value}]", value, 9) + "], \"left_out\": " + leftOut + "}";

    /// <summary>A call, as JSON.</summary>
    public static string Call(string function, string arguments, string expected, int line) =>
        "{\"line\": " + line + ", \"function\": \"" + function + "\", \"arguments\": " + arguments + ", \"expected\": " + expected + "}";
}
