namespace CodeBench.Generation.Model.Rotary;

/// <summary>
/// Cosines and sines of positions' angles, computed in double precision and rounded once. Those that do not depend on a sequence's length are
/// kept. Not for two threads at once.
/// </summary>
/// <param name="config">The rotary embedding.</param>
public sealed class RotaryTable(RotaryConfig config)
{
    private readonly double[] _frequencies = config.Scaling.Frequencies(config.Theta, config.Width, 0);
    private readonly List<(float[] Cos, float[] Sin)> _rows = [];

    /// <summary>Numbers of a position: half the width of a head.</summary>
    public int Pairs => config.Width / 2;

    /// <summary>Writes the cosines and sines of neighbouring positions of a sequence.</summary>
    /// <param name="start">The first position.</param>
    /// <param name="length">Positions of the sequence that the angles are for.</param>
    /// <param name="cos">[positions, pairs]: its size says how many positions.</param>
    /// <param name="sin">[positions, pairs].</param>
    public void Write(int start, int length, Span<float> cos, Span<float> sin)
    {
        var stretched = length > config.Scaling.FixedLength ? config.Scaling.Frequencies(config.Theta, config.Width, length) : null;
        for (var i = 0; i * Pairs < cos.Length; i++)
        {
            var row = stretched is null ? Kept(start + i) : Row(start + i, stretched);
            row.Cos.CopyTo(cos[(i * Pairs)..]);
            row.Sin.CopyTo(sin[(i * Pairs)..]);
        }
    }

    private (float[] Cos, float[] Sin) Kept(int position)
    {
        while (_rows.Count <= position)
        {
            _rows.Add(Row(_rows.Count, _frequencies));
        }

        return _rows[position];
    }

    private (float[] Cos, float[] Sin) Row(int position, double[] frequencies)
    {
        var row = (Cos: new float[Pairs], Sin: new float[Pairs]);
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (sin, cos) = Math.SinCos(position * frequencies[pair]);
            row.Cos[pair] = (float)(cos * config.Scaling.AttentionFactor);
            row.Sin[pair] = (float)(sin * config.Scaling.AttentionFactor);
        }

        return row;
    }
}
