using CodeBench.Bench.Output;
using CodeBench.Core.Faults;

namespace CodeBench.Bench.Setup;

/// <summary>What every verb works with, and the one place where exceptions become messages and exit statuses.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Progress and faults.</param>
/// <param name="time">The clock.</param>
internal sealed class BenchHost(TextWriter output, TextWriter error, TimeProvider time)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Says what is done now.</summary>
    public void Say(string message) => error.WriteLine(message);

    /// <summary>Runs a verb, prints its page and writes it to the folder of results.</summary>
    /// <param name="measure">Fills the page. One that throws leaves what it had on the page printed, and nothing written.</param>
    /// <param name="page">The page.</param>
    /// <param name="folder">Where it is written.</param>
    /// <returns>The exit status.</returns>
    public async Task<int> RunAsync(Func<ResultPage, Task> measure, ResultPage page, string folder)
    {
        try
        {
            await measure(page);
            await output.WriteAsync(page.Text);
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, page.FileName), page.Text);
            if (page.Failures.Count == 0)
            {
                return 0;
            }

            foreach (var failure in page.Failures)
            {
                Say($"bench: {failure}");
            }

            return 1;
        }
        catch (BenchFailedException failure)
        {
            Say($"bench: {failure.Message}");
            return 1;
        }
        catch (InvalidInputException fault)
        {
            Say($"bench: {fault.Message}");
            return 2;
        }
        catch (MachineNotAbleException fault)
        {
            Say($"bench: {fault.Message}");
            return 3;
        }
        catch (OperationCanceledException)
        {
            Say("bench: interrupted; nothing was written");
            return 130;
        }
    }
}
