using System.Text;

namespace CodeBench.Generation.Tokens.Unicode;

/// <summary>Unicode's canonical composition (NFC, annex 15): take apart, put marks in order, put together.</summary>
internal static class CanonicalText
{
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;

    private static readonly Lazy<CanonicalData> Data = new(CanonicalData.Read);

    /// <summary>The text in NFC.</summary>
    /// <param name="text">Well-formed text.</param>
    public static string Compose(string text)
    {
        // Nothing below U+0300 is ever changed.
        if (!text.AsSpan().ContainsAnyInRange('\u0300', '\uFFFF'))
        {
            return text;
        }

        var codes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            TakeApart(rune.Value, codes);
        }

        PutInOrder(codes);
        var composed = new StringBuilder(text.Length);
        foreach (var code in PutTogether(codes))
        {
            composed.Append(new Rune(code).ToString());
        }

        return composed.ToString();
    }

    private static void TakeApart(int code, List<int> codes)
    {
        var syllable = code - SyllableBase;
        if (syllable is >= 0 and < Leads * Vowels * Trails)
        {
            codes.Add(LeadBase + (syllable / (Vowels * Trails)));
            codes.Add(VowelBase + (syllable % (Vowels * Trails) / Trails));
            if (syllable % Trails != 0)
            {
                codes.Add(TrailBase + (syllable % Trails));
            }
        }
        else if (Data.Value.PartsOf(code) is { } parts)
        {
            foreach (var part in parts)
            {
                TakeApart(part, codes);
            }
        }
        else
        {
            codes.Add(code);
        }
    }

    /// <summary>Marks in a row go by their class; those of one class stay in their order.</summary>
    private static void PutInOrder(List<int> codes)
    {
        for (var begin = 0; begin < codes.Count; begin++)
        {
            var end = begin;
            while (end < codes.Count && Data.Value.ClassOf(codes[end]) != 0)
            {
                end++;
            }

            if (end - begin > 1)
            {
                var ordered = codes.GetRange(begin, end - begin).OrderBy(Data.Value.ClassOf).ToList();
                codes.RemoveRange(begin, end - begin);
                codes.InsertRange(begin, ordered);
            }

            begin = end;
        }
    }

    private static List<int> PutTogether(List<int> codes)
    {
        var done = new List<int>(codes.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var code in codes)
        {
            var ownClass = Data.Value.ClassOf(code);

            // A mark of the same class, or any other starter, between the two blocks them.
            var isBlocked = starter < 0 || (done.Count - 1 > starter && (lastClass == 0 || lastClass >= ownClass));
            if (!isBlocked && Whole(done[starter], code) is { } whole)
            {
                done[starter] = whole;
                continue;
            }

            if (ownClass == 0)
            {
                starter = done.Count;
            }

            lastClass = ownClass;
            done.Add(code);
        }

        return done;
    }

    private static int? Whole(int first, int second)
    {
        var (lead, vowel) = (first - LeadBase, second - VowelBase);
        if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
        {
            return SyllableBase + (((lead * Vowels) + vowel) * Trails);
        }

        var (syllable, trail) = (first - SyllableBase, second - TrailBase);
        return syllable is >= 0 and < Leads * Vowels * Trails && syllable % Trails == 0 && trail is > 0 and < Trails
            ? first + trail
            : Data.Value.WholeOf(first, second);
    }
}
