using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Testing;

namespace CodeBench.Cache.Tests;

public sealed class OutcomeCacheTests : IDisposable
{
    private static readonly ProgramKey Key = new(new string('a', 64));

    private static readonly Outcome Kept = new()
    {
        Verdict = Verdict.WrongAnswer,
        ExitCode = 1,
        WallTime = TimeSpan.FromMilliseconds(12),
        CpuTime = TimeSpan.FromMilliseconds(11),
        Memory = ByteSize.FromMebibytes(9),
        Stdout = "out \u00e9\n",
        Stderr = "AssertionError",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_WhatAnEarlierProcessKept_IsThere()
    {
        using (var cache = Open())
        {
            Assert.Null(cache.Find(Key));
            cache.Keep(Key, Kept);
        }

        using var later = Open();
        Assert.Equal(Kept, later.Find(Key));
        Assert.Null(later.Find(new ProgramKey(new string('b', 64))));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Find_WhatAnotherCommandKeepsAtTheSameTime_IsThere()
    {
        using var one = Open();
        using var other = Open();
        one.Keep(Key, Kept);
        other.Keep(Key, Kept with { Verdict = Verdict.Passed });
        Assert.Equal(Verdict.WrongAnswer, other.Find(Key)!.Verdict);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Open_DamagedFile_IsPutAsideAndBegunAnew()
    {
        var path = _folder.Write("outcomes.sqlite", new string('x', 5000));
        using var cache = Open();
        cache.Keep(Key, Kept);
        Assert.Equal(Kept, cache.Find(Key));
        Assert.Contains("damaged", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(path + ".damaged"));
    }

    [Fact]
    public void Open_PathThatCannotBe_DoesWithoutAndSaysSo()
    {
        _folder.Write("file", "");
        using var cache = OutcomeCache.Open(_folder.PathOf(Path.Combine("file", "outcomes.sqlite")), new Warnings(_warnings));
        cache.Keep(Key, Kept);
        Assert.Equal(Kept, cache.Find(Key));
        Assert.Contains("cannot be used", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ForThisProcess_LeavesNoFile()
    {
        using var cache = OutcomeCache.ForThisProcess(new Warnings(_warnings));
        cache.Keep(Key, Kept);
        Assert.Equal(Kept, cache.Find(Key));
        Assert.Empty(_warnings);
    }

    private OutcomeCache Open() => OutcomeCache.Open(_folder.PathOf("outcomes.sqlite"), new Warnings(_warnings));

    // Told at once: the library's own Progress would tell some other thread, some time.
    private sealed class Warnings(List<string> all) : IProgress<string>
    {
        public void Report(string value) => all.Add(value);
    }
}
