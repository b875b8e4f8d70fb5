using System.Globalization;

namespace CodeBench.Bench.Soak;

/// <summary>All processes of the machine at one moment.</summary>
internal sealed class ProcessTable
{
    private readonly Dictionary<int, ProcessEntry> _byId;
    private readonly ILookup<int, ProcessEntry> _byParent;

    private ProcessTable(IEnumerable<ProcessEntry> processes)
    {
        _byId = processes.ToDictionary(process => process.Id);
        _byParent = _byId.Values.ToLookup(process => process.Parent);
    }

    /// <summary>Reads it.</summary>
    public static ProcessTable Read() => new(Directory.EnumerateDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => char.IsAsciiDigit(name![0]))
        .Select(name => ProcessEntry.Read(int.Parse(name!, CultureInfo.InvariantCulture)))
        .OfType<ProcessEntry>());

    /// <summary>A process by its number; null where it has ended.</summary>
    public ProcessEntry? Find(int id) => _byId.GetValueOrDefault(id);

    /// <summary>Processes by the beginning of their names.</summary>
    public IReadOnlyList<ProcessEntry> Named(params IReadOnlyList<string> beginnings) =>
        [.. _byId.Values.Where(process => beginnings.Any(beginning => process.Name.StartsWith(beginning, StringComparison.Ordinal)))];

    /// <summary>What a process has started.</summary>
    public IEnumerable<ProcessEntry> ChildrenOf(int id) => _byParent[id];

    /// <summary>What a process has started, and what these have.</summary>
    public IEnumerable<ProcessEntry> DescendantsOf(int id) => _byParent[id].SelectMany(child => DescendantsOf(child.Id).Prepend(child));
}
