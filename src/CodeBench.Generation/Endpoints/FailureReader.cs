using System.Globalization;

namespace CodeBench.Generation.Endpoints;

/// <summary>Tells from an answer that is no success what it means.</summary>
/// <param name="options">The server.</param>
/// <param name="time">The clock: servers may name the moment at which they are to be asked again.</param>
internal sealed class FailureReader(EndpointOptions options, TimeProvider time)
{
    private const int Early = 425;
    private const int Overloaded = 529;

    /// <summary>Longer than this nobody waits for a server.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private static readonly string[] TooLong = ["context length", "context size", "context window", "context_length", "too long", "too large", "max_model_len", "maximum length"];

    /// <summary>What an answer means.</summary>
    /// <param name="response">Its status and headers.</param>
    /// <param name="body">Its text.</param>
    public EndpointFailure Read(HttpResponseMessage response, string body)
    {
        var words = options.Key.Hide(ErrorText.Of(body));
        var status = (int)response.StatusCode;
        var said = words.Length == 0 ? $"answers {status}" : $"answers {status}: {words}";
        var wait = WaitOf(response);
        return status switch
        {
            // Money does not come back by waiting.
            402 or 429 when status == 402 || words.Contains("insufficient_quota", StringComparison.Ordinal) => new(FailureKind.Lasting, said),
            _ when wait > LongestWait => new(FailureKind.Lasting, string.Create(CultureInfo.InvariantCulture, $"asks to wait {wait.Value.TotalMinutes:0} minutes ({said})")),
            429 or Overloaded => new(FailureKind.Busy, said) { Wait = wait },
            408 or Early => new(FailureKind.Passing, said) { Wait = wait },
            501 or 505 => new(FailureKind.Refused, said),
            >= 500 => new(wait is null ? FailureKind.Passing : FailureKind.Busy, said) { Wait = wait },
            401 or 403 => new(FailureKind.Refused, Unauthorised(said)) { Setting = options.Key.Variable },
            404 when words.Contains("model", StringComparison.OrdinalIgnoreCase) => new(FailureKind.Absent, said) { Setting = "--model-name" },
            404 or 405 or 410 => new(FailureKind.Absent, $"{said}; an address ends where the API begins, mostly with /v1") { Setting = "--model" },
            >= 300 and < 400 => new(FailureKind.Refused, $"is elsewhere: {PlaceOf(response)}; give that address, for no key is sent after a redirect") { Setting = "--model" },
            _ when status == 413 || IsOfLength(words) =>
                new(FailureKind.TooLong, $"finds the prompt, with the tokens that it may answer, too long ({said}): give fewer --max-tokens, or serve the model with more context"),
            _ => new(FailureKind.Refused, said),
        };
    }

    // OpenAI finds an array of stop sequences too long, too: that is none of the prompt's.
    private static bool IsOfLength(string words) =>
        TooLong.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase)) && !words.Contains("'stop'", StringComparison.Ordinal);

    private string Unauthorised(string said) => options.Key.IsThere
        ? $"does not take the key ({said})"
        : $"wants a key, which is read from {string.Join(" or ", ApiKey.Variables)} ({said})";

    // Without its query, which may hold what is nobody's business.
    private static string PlaceOf(HttpResponseMessage response) => response.Headers.Location switch
    {
        { IsAbsoluteUri: true } place => place.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped),
        _ => $"it answers {(int)response.StatusCode}",
    };

    private TimeSpan? WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        if (response.Headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && count is >= 0 and < int.MaxValue)
        {
            wait = TimeSpan.FromMilliseconds(count);
        }

        // "At once" is no time: a server that says so again and again would be asked without a pause.
        return wait > TimeSpan.Zero ? wait : null;
    }
}
