using System.Globalization;
using System.Text;
using CodeBench.Core.Completions;
using CodeBench.Generation.Decoding;

namespace CodeBench.Cli.Terminal;

/// <summary>A completion while it comes: shows each piece of it at once, takes the time, and keeps what came.</summary>
/// <param name="output">Where its text goes, or its ids where there is no text; null where it is not shown.</param>
/// <param name="hasText">Whether there is a tokenizer.</param>
/// <param name="logProbabilities">Whether somebody wants to know how likely the tokens were.</param>
/// <param name="time">The clock.</param>
internal sealed class CompletionStream(TextWriter? output, bool hasText, bool logProbabilities, TimeProvider time)
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _ids = [];
    private readonly List<float> _logProbabilities = [];
    private long _start;
    private int _steps = -1; // the first token is there when the prompt has been read

    /// <summary>How many tokens the model has drawn after the first.</summary>
    public int Steps => Math.Max(0, _steps);

    /// <summary>How long that took.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>Takes a whole completion.</summary>
    public PromptCompletion Take(int sample, IEnumerable<PromptPiece> pieces)
    {
        FinishReason? end = null;
        foreach (var piece in pieces)
        {
            Take(piece);
            end = piece.End;
        }

        EndLine();
        return new PromptCompletion
        {
            Sample = sample,
            Ids = _ids,
            Text = hasText ? _text.ToString() : null,
            FinishReason = end ?? throw new InvalidOperationException("The completion has no end."),
            Tokens = _ids.Count,
            TokensPerSecond = Rate.Of(Steps, Duration),
            Logprobs = logProbabilities ? _logProbabilities : null,
        };
    }

    /// <summary>Goes to a new line, where what was shown last did not end with one.</summary>
    public void EndLine()
    {
        if (hasText ? _text.Length > 0 && _text[^1] != '\n' : _ids.Count > 0)
        {
            output?.WriteLine();
        }
    }

    private void Take(PromptPiece piece)
    {
        _start = ++_steps == 0 ? time.GetTimestamp() : _start;
        Duration = time.GetElapsedTime(_start);
        _text.Append(piece.Text);
        if (piece.LogProbability is { } probability)
        {
            _logProbabilities.Add(probability);
        }

        if (piece.Token is { } id)
        {
            _ids.Add(id);
        }

        output?.Write(hasText ? piece.Text : Listed(piece.Token));
        output?.Flush();
    }

    private string Listed(int? id) => id is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{(_ids.Count > 1 ? "," : "")}{id}");
}
