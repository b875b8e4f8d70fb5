namespace CodeBench.Generation.Model.Rotary;

/// <summary>
/// Cosines and sines of positions' angles, computed in double precision and rounded once: for each number of a head its own, and the sine with the sign that its
/// partner has in its sum. Those that do not depend on a sequence's length are kept. Not for two threads at once.
/// </summary>
/// <param name="config">The rotary embedding.</param>
public sealed class RotaryTable(RotaryConfig config)
{
    private readonly double[] _frequencies = config.Scaling.Frequencies(config.Theta, config.Width, 0);
    private readonly List<(float[] Cos, float[] Sin)> _rows = [];

    /// <summary>Numbers of a position: the width of a head.</summary>
    public int Width => config.Width;

    /// <summary>Writes the cosines and sines of neighbouring positions of a sequence.</summary>
    /// <param name="start">The first position.</param>
    /// <param name="length">Positions of the sequence that the angles are for.</param>
    /// <param name="cos">[positions, width]: its size says how many positions.</param>
    /// <param name="sin">[positions, width].</param>
    public void Write(int start, int length, Span<float> cos, Span<float> sin)
    {
        var stretched = length > config.Scaling.FixedLength ? config.Scaling.Frequencies(config.Theta, config.Width, length) : null;
        for (var i = 0; i * Width < cos.Length; i++)
        {
            var row = stretched is null ? Kept(start + i) : Row(start + i, stretched);
            row.Cos.CopyTo(cos[(i * Width)..]);
            row.Sin.CopyTo(sin[(i * Width)..]);
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
        var row = (Cos: new float[Width], Sin: new float[Width]);
        var pairs = Width / 2;
        for (var pair = 0; pair < pairs; pair++)
        {
            var (sin, cos) = Math.SinCos(position * frequencies[pair]);
            row.Cos[pair] = row.Cos[pairs + pair] = (float)(cos * config.Scaling.AttentionFactor);
            row.Sin[pairs + pair] = (float)(sin * config.Scaling.AttentionFactor);
            row.Sin[pair] = -row.Sin[pairs + pair];
        }

        return row;
    }
}
