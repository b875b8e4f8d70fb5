using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CodeBench.Training.Learning;

/// <summary>Fits a model to a training set with <see cref="AdamW"/>.</summary>
/// <param name="options">Steps, batch and learning rate.</param>
/// <param name="log">Gets a line of progress now and then.</param>
/// <param name="time">The clock for the remaining time.</param>
public sealed class Trainer(TrainingOptions options, TextWriter log, TimeProvider time)
{
    private const int StepsPerLine = 25;
    private const double LargestGradient = 1;

    /// <summary>Updates the parameters in place.</summary>
    /// <param name="parameters">What is learned.</param>
    /// <param name="forward">Ids [texts, tokens] to logits [texts, tokens, vocabulary].</param>
    /// <param name="set">Where the texts come from.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <returns>The loss of each step: nats for each token of the bodies.</returns>
    public IReadOnlyList<double> Run(
        IReadOnlyList<Parameter> parameters, Func<Tensor, Tensor> forward, TrainingSet set, CancellationToken cancellationToken)
    {
        var losses = new List<double>(options.Steps);
        var start = time.GetTimestamp();
        using var optimizer = new AdamW(parameters);
        for (var step = 0; step < options.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var loss = Differentiate(parameters, forward, set.Draw(options.Batch));
            optimizer.Step(LearningRate.At(step, options.Steps, options.LearningRate));
            losses.Add(loss);
            if ((step + 1) % StepsPerLine == 0 || step + 1 == options.Steps)
            {
                Report(losses, time.GetElapsedTime(start));
            }
        }

        return losses;
    }

    /// <summary>Adds to the parameters' gradients, then shortens these.</summary>
    /// <returns>The loss.</returns>
    private static double Differentiate(IReadOnlyList<Parameter> parameters, Func<Tensor, Tensor> forward, IReadOnlyList<TrainingText> texts)
    {
        using var scope = NewDisposeScope();
        var batch = TrainingBatch.Of(texts);
        var logits = forward(batch.Inputs);
        var loss = nn.functional.cross_entropy(logits.flatten(0, 1), batch.Targets.flatten(), ignore_index: TrainingBatch.Ignored);
        loss.backward();
        nn.utils.clip_grad_norm_(parameters, LargestGradient);
        return loss.item<float>();
    }

    private void Report(List<double> losses, TimeSpan elapsed)
    {
        var recent = losses.Skip(losses.Count - StepsPerLine).Average();
        var left = elapsed / losses.Count * (options.Steps - losses.Count);
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"step {losses.Count}/{options.Steps}  loss {recent:F4}  {elapsed.TotalSeconds:F0} s, about {left.TotalSeconds:F0} s left"));
    }
}
