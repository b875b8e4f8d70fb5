using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CodeBench.Training.Learning;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019), with weights that decay by a hundredth of the learning rate. It is our own since that of
/// TorchSharp hands over numbers that nobody holds, which the garbage collector may take during the call.
/// </summary>
/// <param name="parameters">What is learned; the caller disposes them.</param>
public sealed class AdamW(IReadOnlyList<Parameter> parameters) : IDisposable
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.98;
    private const double WeightDecay = 0.01;
    private const double Epsilon = 1e-8;

    private readonly Tensor[] _means = ZerosLike(parameters);
    private readonly Tensor[] _squares = ZerosLike(parameters);
    private int _steps;

    /// <summary>Updates the parameters in place by their gradients, then drops these.</summary>
    /// <param name="rate">The learning rate of this step: over 0.</param>
    public void Step(double rate)
    {
        _steps++;
        var meanBias = 1 - Math.Pow(MeanDecay, _steps);
        var squareBias = 1 - Math.Pow(SquareDecay, _steps);
        using var kept = (1 - (rate * WeightDecay)).ToScalar();
        using var keptMean = MeanDecay.ToScalar();
        using var newMean = (1 - MeanDecay).ToScalar();
        using var keptSquare = SquareDecay.ToScalar();
        using var newSquare = (1 - SquareDecay).ToScalar();
        using var deviationBias = Math.Sqrt(squareBias).ToScalar();
        using var epsilon = Epsilon.ToScalar();
        using var one = 1.ToScalar();
        using var stride = (-(rate / meanBias)).ToScalar();
        using var still = no_grad();
        for (var i = 0; i < parameters.Count; i++)
        {
            using var scope = NewDisposeScope();
            var (parameter, mean, square) = (parameters[i], _means[i], _squares[i]);
            if (parameter.grad is not { } gradient)
            {
                continue;
            }

            parameter.mul_(kept);
            mean.mul_(keptMean).add_(gradient, newMean);
            square.mul_(keptSquare).addcmul_(gradient, gradient, newSquare);
            parameter.addcdiv_(mean, square.sqrt().div(deviationBias).add(epsilon, one), stride);
            gradient.zero_();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _means.Concat(_squares))
        {
            tensor.Dispose();
        }
    }

    private static Tensor[] ZerosLike(IReadOnlyList<Parameter> parameters) =>
        [.. parameters.Select(parameter => zeros(parameter.shape, parameter.dtype, parameter.device))];
}
