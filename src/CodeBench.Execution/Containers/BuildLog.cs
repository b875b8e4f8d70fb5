using System.Text.RegularExpressions;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Containers;

/// <summary>What the engine says during a build: passed on line by line; the end of it explains a failure.</summary>
internal sealed partial class BuildLog(IProgress<string> progress) : IProgress<JSONMessage>
{
    private const int LinesKept = 15;

    private readonly Queue<string> _lastLines = new();
    private readonly List<string> _stageImages = [];
    private string? _lastImage;

    /// <summary>The engine's error; null where the build went well.</summary>
    public string? Error { get; private set; }

    /// <summary>The last lines.</summary>
    public IReadOnlyCollection<string> LastLines => _lastLines;

    /// <summary>Images that stages before the last have ended in: without a name, they are of no use once the build is done.</summary>
    public IReadOnlyList<string> StageImages => _stageImages;

    /// <summary>The image of the last step that was done.</summary>
    public string? LastImage => _lastImage;

    /// <inheritdoc/>
    public void Report(JSONMessage value)
    {
        Error ??= value.Error?.Message;
        foreach (var line in (value.Stream ?? value.Status ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Take(line);
        }
    }

    private void Take(string line)
    {
        if (FromStep().IsMatch(line) && _lastImage is not null)
        {
            _stageImages.Add(_lastImage);
        }

        if (ImageLine().Match(line) is { Success: true } image)
        {
            _lastImage = image.Groups[1].Value;
            return;
        }

        _lastLines.Enqueue(line);
        if (_lastLines.Count > LinesKept)
        {
            _lastLines.Dequeue();
        }

        progress.Report(line);
    }

    [GeneratedRegex(@"^Step \d+/\d+ : FROM ", RegexOptions.IgnoreCase)]
    private static partial Regex FromStep();

    [GeneratedRegex("^---> ([0-9a-f]{12})$")]
    private static partial Regex ImageLine();
}
