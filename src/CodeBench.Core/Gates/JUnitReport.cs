using System.Globalization;
using System.Xml.Linq;

namespace CodeBench.Core.Gates;

/// <summary>A gate's answer as JUnit XML, which CI systems show: a test case for each suite and language.</summary>
public static class JUnitReport
{
    /// <summary>Makes the document, to be written as UTF-8.</summary>
    public static string Of(GateSheet sheet)
    {
        var cases = sheet.Rows.Select(row => new XElement(
            "testcase",
            new XAttribute("classname", row.Suite),
            new XAttribute("name", row.Language),
            row.Reasons.Select(reason => new XElement("failure", new XAttribute("message", Clean(reason)), Clean(reason))),
            new XElement("system-out", Clean(Facts(row)))));
        var failures = sheet.Rows.Count(row => row.Reasons.Count > 0);
        var document = new XElement(
            "testsuites",
            new XElement(
                "testsuite",
                new XAttribute("name", "codebench gate"),
                new XAttribute("tests", sheet.Rows.Count),
                new XAttribute("failures", failures),
                new XAttribute("errors", 0),
                new XAttribute("skipped", 0),
                cases));
        return new XDeclaration("1.0", "utf-8", null) + "\n" + document + "\n";
    }

    private static string Facts(GateRow row)
    {
        var score = row.Score is { } share ? string.Create(CultureInfo.InvariantCulture, $"pass@1 {100 * share:0.0} %") : "no verdict";
        var floor = row.Floor is { } least ? string.Create(CultureInfo.InvariantCulture, $"; floor {100 * least.Least:0.0} %") : "";
        var drop = row.Drop is { } change
            ? string.Create(CultureInfo.InvariantCulture, $"; baseline {100 * change.Baseline:0.0} %, p {change.P:0.0000}, drops from {100 * change.Noticeable:0.0} points on are found with at least 80 %")
            : "";
        return score + floor + drop + (row.Remark is { } remark ? $"; {remark}" : "");
    }

    // What XML has no place for.
    private static string Clean(string text) => new([.. text.Where(System.Xml.XmlConvert.IsXmlChar)]);
}
