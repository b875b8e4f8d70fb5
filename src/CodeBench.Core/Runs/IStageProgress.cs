namespace CodeBench.Core.Runs;

/// <summary>A stage under way; disposing it ends the stage.</summary>
public interface IStageProgress : IAsyncDisposable
{
    /// <summary>One more is done. May be called from any thread.</summary>
    void Advance();
}
