using System.Globalization;

namespace CodeBench.Generation.Chat.Jinja.Values;

/// <summary>Numbers as Python writes and reads them.</summary>
internal static class PythonNumber
{
    /// <summary>The shortest text that reads back as the number: "0.1", "1e-05", "1e+16", "2.0".</summary>
    public static string Text(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        var power = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (number != 0 && power is < -4 or >= 16)
        {
            var digits = Digits(text);
            var sign = number < 0 ? "-" : "";
            var rest = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{rest}e{(power < 0 ? '-' : '+')}{Math.Abs(power):00}";
        }

        text = text.Contains('E', StringComparison.Ordinal) ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : text;
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>The number that a text says; null where it says none.</summary>
    public static double? Float(string text) => double.TryParse(
        text.Trim().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The whole number that a text says; null where it says none.</summary>
    public static long? Integer(string text) => long.TryParse(
        text.Trim().Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The digits that count, without sign, point, exponent and zeros at either end.
    private static string Digits(string text)
    {
        var end = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = end < 0 ? text : text[..end];
        var digits = string.Concat(mantissa.Where(char.IsAsciiDigit)).Trim('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
