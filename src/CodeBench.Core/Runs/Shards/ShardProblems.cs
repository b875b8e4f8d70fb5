using CodeBench.Core.Faults;

namespace CodeBench.Core.Runs.Shards;

/// <summary>Where the problems of shards stand in the whole: shards take them in turn.</summary>
internal sealed class ShardProblems
{
    private readonly Dictionary<(string Suite, string Language, string TaskId), (int Suite, int Problem)> _places = [];
    private readonly Dictionary<string, string> _parts = new(StringComparer.Ordinal);
    private readonly SuiteOwners _owners;
    private readonly int _shards;

    /// <summary>Reads the prompts of all shards.</summary>
    /// <param name="shards">All of them, in their order.</param>
    /// <param name="faults">Takes what is wrong: prompts that are not there, or not those of run.json.</param>
    public ShardProblems(IReadOnlyList<RunFolder> shards, FaultCollector faults)
    {
        _shards = shards.Count;
        _owners = new SuiteOwners(shards[0].Manifest.Plan.Suites);
        foreach (var (shard, folder) in shards.Index())
        {
            _ = faults.Try(() => Learn(folder, shard, faults));
        }
    }

    /// <summary>Where a line belongs; null where its shard asks no such problem.</summary>
    /// <param name="key">Whose line it is.</param>
    /// <param name="shard">The number of the shard, counted from 0.</param>
    /// <param name="place">Where the line stands.</param>
    public ShardLine? Find(SampleKey key, int shard, LinePlace place)
    {
        var owner = _owners.OwnerOf(key.Suite, key.Language);
        if (!_places.TryGetValue((owner, key.Language, key.TaskId), out var found) || found.Problem % _shards != shard)
        {
            return null;
        }

        return new ShardLine(found.Suite, found.Problem, key.Sample, owner == key.Suite ? "" : Kept(key.Suite), shard, place);
    }

    private RunFolder Learn(RunFolder folder, int shard, FaultCollector faults)
    {
        var suites = folder.Manifest.Plan.Suites;
        var lines = folder.Prompts.Read().ToLookup(line => (line.Suite, line.Language));
        foreach (var (i, suite) in suites.Index())
        {
            var prompts = lines[(suite.Suite, suite.Language)].ToList();
            if (prompts.Count < suite.Problems)
            {
                faults.Add(new Fault(
                    folder.Prompts.Path, null, suite.Suite,
                    $"has {prompts.Count} of {suite.Problems} prompts: {ShardSet.BeginAgain(folder)}"));
            }
            else if (ContentHash.OfTexts(prompts.SelectMany(line => line.Texts())) != suite.PromptsSha256)
            {
                faults.Add(new Fault(folder.Prompts.Path, null, suite.Suite, $"these are not the prompts in {suite.Language} that run.json speaks of"));
            }

            foreach (var (number, prompt) in prompts.Index())
            {
                _places[(prompt.Suite, prompt.Language, prompt.TaskId)] = (i, (number * _shards) + shard);
            }
        }

        return folder;
    }

    // One text for all lines of a part, in place of one each.
    private string Kept(string part) => _parts.TryGetValue(part, out var kept) ? kept : _parts[part] = part;
}
