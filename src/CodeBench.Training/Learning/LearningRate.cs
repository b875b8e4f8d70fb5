namespace CodeBench.Training.Learning;

/// <summary>A short climb to the highest rate, then half a cosine down to a twentieth of it.</summary>
public static class LearningRate
{
    private const double Warmup = 0.05;
    private const double Floor = 0.05;

    /// <summary>The rate of a step.</summary>
    /// <param name="step">Counted from 0.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="highest">The highest rate.</param>
    public static double At(int step, int steps, double highest)
    {
        var climb = Math.Max(1, steps * Warmup);
        if (step < climb)
        {
            return highest * (step + 1) / (climb + 1);
        }

        var way = (step - climb) / Math.Max(1, steps - climb);
        return highest * (Floor + ((1 - Floor) * 0.5 * (1 + Math.Cos(Math.PI * way))));
    }
}
