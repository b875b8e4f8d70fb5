using static TorchSharp.torch;

namespace CodeBench.Generation.Model.Parts;

/// <summary>x W^T + b. Several matrices over the same x may lie one below the other: their results then lie side by side.</summary>
internal sealed class Linear
{
    private readonly Weight _weight;
    private readonly Weight? _bias;

    /// <summary>Asks for its weights.</summary>
    /// <param name="weights">Whom to ask.</param>
    /// <param name="inputs">Width of x.</param>
    /// <param name="biased">Whether there is a b.</param>
    /// <param name="parts">The matrices' names without ".weight", and the width of each result.</param>
    public Linear(WeightList weights, int inputs, bool biased, params IReadOnlyList<(string Name, int Outputs)> parts)
    {
        _weight = weights.AddMatrix([.. parts.Select(part => new WeightPart(part.Name + ".weight", [part.Outputs, inputs]))]);
        _bias = biased ? weights.Add([.. parts.Select(part => new WeightPart(part.Name + ".bias", [part.Outputs]))]) : null;
    }

    /// <summary>One that shares its matrix: the output over tied embeddings.</summary>
    public Linear(Weight shared) => _weight = shared;

    // [.., inputs] to [.., outputs].
    public Tensor Forward(Tensor x) => _weight.Multiply(x, _bias?.Value);
}
