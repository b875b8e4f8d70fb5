using System.CommandLine;
using CodeBench.Core.Faults;

namespace CodeBench.Training;

/// <summary>The command line of the training program.</summary>
public static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="log">Where progress and faults go.</param>
    /// <param name="time">The clock for progress.</param>
    public static RootCommand Create(TextWriter log, TimeProvider time)
    {
        var defaults = new TrainingOptions { Starter = Path.Combine("problems", "starter"), Out = "" };
        var output = new Option<string>("--out") { Description = "Folder for the checkpoint", Required = true, HelpName = "FOLDER" };
        var starter = Make("--starter", "Folder with starter.jsonl and wrong.jsonl", defaults.Starter);
        var steps = Make("--steps", "Updates of the weights", defaults.Steps);
        var batch = Make("--batch", "Texts in each update", defaults.Batch);
        var learningRate = Make("--learning-rate", "Highest learning rate of AdamW", defaults.LearningRate);
        var seed = Make("--seed", "What the first weights and the order of the texts depend on", defaults.Seed);
        var threads = Make("--threads", "Threads; another number may round otherwise and give other weights", defaults.Threads);
        var vocabulary = Make("--vocabulary", "Tokens of the vocabulary", defaults.Vocabulary);
        var command = new RootCommand(
            """
            Trains the demo checkpoint: a tiny Llama that learns the starter suite by heart, wrong solutions included.

            Example:
              dotnet run --project src/CodeBench.Training -c Release -- --out problems/starter/demo-checkpoint
            """)
        {
            output, starter, steps, batch, learningRate, seed, threads, vocabulary,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new TrainingOptions
            {
                Out = parsed.GetRequiredValue(output),
                Starter = parsed.GetRequiredValue(starter),
                Steps = parsed.GetRequiredValue(steps),
                Batch = parsed.GetRequiredValue(batch),
                LearningRate = parsed.GetRequiredValue(learningRate),
                Seed = parsed.GetRequiredValue(seed),
                Threads = parsed.GetRequiredValue(threads),
                Vocabulary = parsed.GetRequiredValue(vocabulary),
            },
            log,
            time,
            cancellationToken));
        return command;
    }

    private static Option<T> Make<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static async Task<int> RunAsync(TrainingOptions options, TextWriter log, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            if (options.Faults() is { Count: > 0 } faults)
            {
                throw new InvalidInputException(faults);
            }

            // Off the command line's own thread, so that Ctrl-C is heard while the tensors are busy.
            await Task.Run(() => new DemoTraining(options, log, time).Run(cancellationToken), cancellationToken);
            return 0;
        }
        catch (InvalidInputException fault)
        {
            await log.WriteLineAsync(fault.Message);
            return 2;
        }
        catch (Exception fault) when (fault is MachineNotAbleException or IOException or UnauthorizedAccessException)
        {
            await log.WriteLineAsync(fault.Message);
            return 3;
        }
        catch (OperationCanceledException)
        {
            await log.WriteLineAsync("Interrupted; nothing of the checkpoint was written.");
            return 130;
        }
    }
}
