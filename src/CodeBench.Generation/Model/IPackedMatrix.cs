using static TorchSharp.torch;

namespace CodeBench.Generation.Model;

/// <summary>A matrix that nothing but products needs, laid out for them.</summary>
internal interface IPackedMatrix : IDisposable
{
    /// <summary>x W^T + b.</summary>
    /// <param name="x">[rows, inputs].</param>
    /// <param name="bias">[outputs]; null where there is none.</param>
    /// <returns>[rows, outputs], in the dispose scope at hand.</returns>
    Tensor Multiply(Tensor x, Tensor? bias);
}
