namespace CodeBench.Training.Learning;

/// <summary>A prompt and its continuation as token ids.</summary>
/// <param name="Ids">The prompt's ids, the body's, and the end of text.</param>
/// <param name="PromptLength">How many of them are the prompt: the model is not asked to foretell these.</param>
/// <param name="Share">How often this continuation stands behind its prompt.</param>
public sealed record TrainingText(IReadOnlyList<int> Ids, int PromptLength, double Share);
