namespace CodeBench.Core.Runs.Shards;

/// <summary>Where a line of a shard stands, and where it belongs in the whole: lines are compared by their places in the whole.</summary>
/// <param name="Suite">The number of its suite in the plan, counted from 0.</param>
/// <param name="Problem">The number of its problem among all that are asked, counted from 0.</param>
/// <param name="Sample">The sample's number.</param>
/// <param name="Part">The part of the suite's tests that it is of; empty for all tests.</param>
/// <param name="Shard">The number of the shard, counted from 0.</param>
/// <param name="Place">Where it stands there.</param>
internal readonly record struct ShardLine(int Suite, int Problem, int Sample, string Part, int Shard, LinePlace Place) : IComparable<ShardLine>
{
    /// <summary>Whether both say something of the same sample and tests.</summary>
    public bool IsAbout(ShardLine other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public int CompareTo(ShardLine other)
    {
        var order = (Suite, Problem, Sample).CompareTo((other.Suite, other.Problem, other.Sample));
        return order != 0 ? order : string.CompareOrdinal(Part, other.Part);
    }
}
