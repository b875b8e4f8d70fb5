using System.Text.Json;
using CodeBench.Core.Executions;
using CodeBench.Core.Faults;
using CodeBench.Core.Languages;
using CodeBench.Testing;
using Microsoft.Data.Sqlite;

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
    public void Open_FileOfTheFormBefore_KeepsItsOutcomesAndTakesMore()
    {
        Prepare(1, $$"""
            CREATE TABLE outcomes (key BLOB PRIMARY KEY, outcome TEXT NOT NULL) WITHOUT ROWID;
            INSERT INTO outcomes VALUES (x'{{Key.Sha256}}', '{{JsonSerializer.Serialize(Kept, ResultJson.Line)}}');
            """);
        var another = new ProgramKey(new string('b', 64));
        using (var cache = Open())
        {
            Assert.Equal(Kept, cache.Find(Key));
            cache.Keep(another, Kept);
        }

        using var later = Open();
        Assert.Equal(Kept, later.Find(Key));
        Assert.Equal(Kept, later.Find(another));
        Assert.Empty(_warnings);
        Assert.Equal(("2", "outcomes", "1"), (Ask("PRAGMA user_version"), Ask("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table'"), Ask("SELECT min(rowid) FROM outcomes")));
    }

    [Fact(Timeout = 30_000)]
    public async Task Open_SeveralCommandsAtOnceWithAFileOfTheFormBefore_AllFindItsOutcomes()
    {
        Prepare(1, $$"""
            CREATE TABLE outcomes (key BLOB PRIMARY KEY, outcome TEXT NOT NULL) WITHOUT ROWID;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO outcomes SELECT randomblob(32), hex(randomblob(100)) FROM n;
            INSERT INTO outcomes VALUES (x'{{Key.Sha256}}', '{{JsonSerializer.Serialize(Kept, ResultJson.Line)}}');
            """);
        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                using var cache = Open();
                return cache.Find(Key);
            },
            TestContext.Current.CancellationToken)));
        Assert.All(found, outcome => Assert.Equal(Kept, outcome));
        Assert.Empty(_warnings);
        Assert.Equal("20001", Ask("SELECT count(*) FROM outcomes"));
    }

    [Fact]
    public void Open_FileOfAFormToCome_IsBegunAnew()
    {
        Prepare(99, "CREATE TABLE outcomes (something TEXT); INSERT INTO outcomes VALUES ('else')");
        using var cache = Open();
        Assert.Null(cache.Find(Key));
        cache.Keep(Key, Kept);
        Assert.Equal(Kept, cache.Find(Key));
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
    public void Find_DamageInTheMiddle_EndsTheUseAndTheNextCommandBeginsAnew()
    {
        var path = _folder.PathOf("outcomes.sqlite");
        using (var cache = Open())
        {
            cache.Keep(Key, Kept);
        }

        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE outcomes SET outcome = 'no JSON'";
            command.ExecuteNonQuery();
        }

        using (var cache = Open())
        {
            Assert.Null(cache.Find(Key));
            Assert.Contains($"{path}, is not used any more", Assert.Single(_warnings), StringComparison.Ordinal);
        }

        using (var cache = Open())
        {
            Assert.Contains($"put aside as {path}.damaged", _warnings[^1], StringComparison.Ordinal);
            cache.Keep(Key, Kept);
        }

        using var again = Open();
        Assert.Equal(Kept, again.Find(Key));
        Assert.Equal(2, _warnings.Count);
    }

    // Where it cannot be put aside it is done without: a folder of its name is there.
    [Fact]
    public void Open_DamagedFileThatCannotBePutAside_DoesWithoutAndSaysSo()
    {
        _folder.Write("outcomes.sqlite", new string('x', 5000));
        Directory.CreateDirectory(_folder.PathOf("outcomes.sqlite.damaged"));
        using var cache = Open();
        cache.Keep(Key, Kept);
        Assert.Equal(Kept, cache.Find(Key));
        Assert.Contains("cannot be used", Assert.Single(_warnings), StringComparison.Ordinal);
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

    private void Prepare(int form, string sql) => Ask($"{sql}; PRAGMA user_version = {form}");

    private string? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.PathOf("outcomes.sqlite")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    // Told at once: the library's own Progress would tell some other thread, some time.
    private sealed class Warnings(List<string> all) : IProgress<string>
    {
        public void Report(string value) => all.Add(value);
    }
}
