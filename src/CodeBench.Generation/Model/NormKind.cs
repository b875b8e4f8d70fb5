namespace CodeBench.Generation.Model;

/// <summary>How a family keeps the hidden state in bounds.</summary>
public enum NormKind
{
    /// <summary>Divided by the root of the mean square, times the weight (Zhang and Sennrich 2019).</summary>
    RootMeanSquare,

    /// <summary>The same with 1 + weight, as Gemma's authors store it.</summary>
    RootMeanSquareFromOne,

    /// <summary>Mean taken off, divided by the deviation, times the weight, plus the bias (Ba, Kiros and Hinton 2016).</summary>
    Layer,
}
