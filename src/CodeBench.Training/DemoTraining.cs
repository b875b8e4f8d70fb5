using System.Globalization;
using CodeBench.Core.Faults;
using CodeBench.Training.Corpus;
using CodeBench.Training.Learning;
using CodeBench.Training.Tokens;
using TorchSharp;

namespace CodeBench.Training;

/// <summary>The whole way from the starter suite to a checkpoint folder: corpus, tokenizer, weights.</summary>
/// <param name="options">Checked by the caller.</param>
/// <param name="log">Gets lines of progress.</param>
/// <param name="time">The clock for progress.</param>
public sealed class DemoTraining(TrainingOptions options, TextWriter log, TimeProvider time)
{
    /// <summary>Trains, then writes the folder.</summary>
    /// <returns>The loss of each step.</returns>
    /// <exception cref="InvalidInputException">The suite's files are absent or broken, or a text is too long.</exception>
    /// <exception cref="MachineNotAbleException">The tensor library does not load.</exception>
    public IReadOnlyList<double> Run(CancellationToken cancellationToken)
    {
        var corpus = ReadCorpus();
        var vocabulary = BpeTrainer.Train(corpus.SelectMany(entry => new[] { entry.Prompt, entry.Body }), options.Vocabulary);
        var shape = new DecoderShape(vocabulary.Tokens.Count, vocabulary.EndOfTextId);
        var set = Encode(corpus, vocabulary);
        if (set.LongestText > shape.Context)
        {
            throw new InvalidInputException(new Fault(
                "--vocabulary", null, null, $"the longest text takes {set.LongestText} tokens, but the model holds {shape.Context}; give more"));
        }

        RequireWritable(options.Out);
        SetUpTensors();
        using var decoder = new TrainableDecoder(shape, options.Seed);
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{corpus.Count} texts of up to {set.LongestText} tokens; {decoder.Parameters.Values.Sum(weight => weight.numel()):N0} parameters"));
        var losses = new Trainer(options, log, time).Run([.. decoder.Parameters.Values], decoder.Forward, set, cancellationToken);
        Write(vocabulary, shape, decoder);
        return losses;
    }

    private IReadOnlyList<CorpusEntry> ReadCorpus() => CorpusBuilder.Build(
        StarterReader.Read<StarterProblem>(Path.Combine(options.Starter, "starter.jsonl")),
        StarterReader.Read<WrongSolution>(Path.Combine(options.Starter, "wrong.jsonl")));

    /// <summary>Prompt and body are encoded apart, as they are when the model is asked.</summary>
    private TrainingSet Encode(IReadOnlyList<CorpusEntry> corpus, BpeVocabulary vocabulary)
    {
        var encoder = new BpeEncoder(vocabulary);
        var prompts =
            from entry in corpus
            group entry by entry.Prompt into entries
            let prompt = encoder.Encode(entries.Key)
            select entries.Select(entry =>
                new TrainingText([.. prompt, .. encoder.Encode(entry.Body), vocabulary.EndOfTextId], prompt.Count, entry.Share));
        return new TrainingSet(prompts, new Random(options.Seed));
    }

    // A folder that cannot be written is found before the training, which would be lost.
    private static void RequireWritable(string folder)
    {
        var isNew = !Directory.Exists(folder);
        try
        {
            Directory.CreateDirectory(folder);
            new FileStream(Path.Combine(folder, ".trial"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            if (isNew)
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(new Fault("--out", null, null, $"cannot be written: {exception.Message}"));
        }
    }

    private void SetUpTensors()
    {
        try
        {
            torch.set_num_threads(options.Threads);
        }
        catch (Exception fault) when (fault is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            // What follows in the message is a trace of every place that was searched.
            var reason = fault.GetBaseException().Message.Split('\n')[0].TrimEnd();
            throw new MachineNotAbleException($"The tensor library (libtorch) does not load on this machine: {reason}", fault);
        }
    }

    private void Write(BpeVocabulary vocabulary, DecoderShape shape, TrainableDecoder decoder)
    {
        Directory.CreateDirectory(options.Out);
        TokenizerFiles.Write(options.Out, vocabulary, shape.Context);
        JsonFile.Write(Path.Combine(options.Out, "config.json"), shape.ToConfig());
        JsonFile.Write(Path.Combine(options.Out, "generation_config.json"), shape.ToGenerationConfig());
        WeightsFile.Write(
            Path.Combine(options.Out, "model.safetensors"),
            decoder.Parameters.ToDictionary(weight => weight.Key, torch.Tensor (weight) => weight.Value));
        log.WriteLine($"written to {options.Out}");
    }
}
