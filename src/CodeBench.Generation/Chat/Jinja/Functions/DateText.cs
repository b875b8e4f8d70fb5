using System.Globalization;
using System.Text;

namespace CodeBench.Generation.Chat.Jinja.Functions;

/// <summary>Dates, by the directives of C's strftime.</summary>
internal static class DateText
{
    /// <summary>The date in a format such as "%d %b %Y".</summary>
    /// <exception cref="JinjaException">A directive is not known.</exception>
    public static string Of(DateTimeOffset date, string format)
    {
        var text = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            if (format[at] != '%')
            {
                text.Append(format[at]);
                continue;
            }

            at++;
            // "%-d" leaves the zero in front out.
            var isShort = at < format.Length && format[at] == '-';
            at += isShort ? 1 : 0;
            var value = Value(date, at < format.Length ? format[at] : ' ');
            text.Append(isShort && value.Length > 1 ? value.TrimStart('0').PadLeft(1, '0') : value);
        }

        return text.ToString();
    }

    private static string Value(DateTimeOffset date, char directive)
    {
        var format = directive switch
        {
            'Y' => "yyyy",
            'y' => "yy",
            'm' => "MM",
            'd' => "dd",
            'B' => "MMMM",
            'b' or 'h' => "MMM",
            'A' => "dddd",
            'a' => "ddd",
            'H' => "HH",
            'I' => "hh",
            'M' => "mm",
            'S' => "ss",
            'p' => "tt",
            'F' => "yyyy-MM-dd",
            'T' => "HH:mm:ss",
            'j' or '%' => null,
            _ => throw new JinjaException($"strftime_now does not know the directive %{directive}"),
        };
        return format is not null ? date.ToString(format, CultureInfo.InvariantCulture)
            : directive == '%' ? "%"
            : date.DayOfYear.ToString("000", CultureInfo.InvariantCulture);
    }
}
