namespace CodeBench.Core.Faults;

/// <summary>A folder whose sub-folders each hold one definition: problems/, languages/.</summary>
internal static class DataFolder
{
    /// <summary>Reads the definition of every sub-folder that has one, by name of the sub-folder.</summary>
    public static IReadOnlyList<T> ReadAll<T>(string folder, string fileName, Func<string, T> read, FaultCollector faults)
        where T : class
    {
        if (!Directory.Exists(folder))
        {
            faults.Add(new Fault(folder, null, null, "There is no such folder."));
            return [];
        }

        var all = new List<T>();
        foreach (var part in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(part, fileName)))
            {
                continue;
            }

            if (faults.Try(() => read(part)) is { } definition)
            {
                all.Add(definition);
            }
        }

        return all;
    }

    /// <summary>A name that two definitions claim is a fault of the second.</summary>
    public static void FailSharedNames<T>(
        IEnumerable<T> all, Func<T, string> pathOf, Func<T, IEnumerable<string>> namesOf, FaultCollector faults)
    {
        var owners = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in all)
        {
            foreach (var name in namesOf(one).Where(name => !owners.TryAdd(name, one)))
            {
                faults.Add(new Fault(pathOf(one), null, "aliases", $"{name} is already a name in {pathOf(owners[name])}."));
            }
        }
    }
}
