using System.Text.Json;
using CodeBench.Core.Executions;
using Microsoft.Data.Sqlite;

namespace CodeBench.Cache;

/// <summary>Outcomes in an SQLite file, shared by all commands of a user, also by two at once.</summary>
/// <remarks>
/// The cache is never worth a run: where the file cannot be read or written, the rest of the command does without it. What is
/// damaged is put aside and begun anew.
/// </remarks>
public sealed class OutcomeCache : IOutcomeCache
{
    // The form of the table. That before had no row numbers (WITHOUT ROWID), which took longer to find and to keep, and more room:
    // outcomes are too long to stand in the tree of the keys.
    private const int Form = 2;
    private const int FormBefore = 1;
    private const string Table = "CREATE TABLE outcomes (key BLOB PRIMARY KEY NOT NULL, outcome TEXT NOT NULL)";
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(5);

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _keep;
    private readonly IProgress<string> _warnings;
    private readonly string? _path;
    private readonly Lock _using = new();
    private bool _broken;

    private OutcomeCache(SqliteConnection connection, string? path, IProgress<string> warnings)
    {
        _connection = connection;
        _path = path;
        _warnings = warnings;
        _find = Command("SELECT outcome FROM outcomes WHERE key = $key", "$key");
        _keep = Command("INSERT OR IGNORE INTO outcomes (key, outcome) VALUES ($key, $outcome)", "$key", "$outcome");
    }

    /// <summary>Opens the cache of a file, which is made where it is absent.</summary>
    /// <param name="path">The file; its folder is made too.</param>
    /// <param name="warnings">Told, once, that the cache cannot be used, or that it was begun anew.</param>
    public static OutcomeCache Open(string path, IProgress<string> warnings)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (File.Exists(MarkOf(path)))
            {
                PutAside(path, File.ReadAllText(MarkOf(path)), warnings);
            }

            return OpenOrPutAside(path, warnings);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            warnings.Report($"The cache of judged programs, {path}, cannot be used ({exception.Message}): every program is judged.");
            return ForThisProcess(warnings);
        }
    }

    /// <summary>A cache that ends with the process: programs are judged anew, but equal ones only once.</summary>
    /// <param name="warnings">Told, once, that the cache cannot be used.</param>
    public static OutcomeCache ForThisProcess(IProgress<string> warnings) => new(Connect(""), path: null, warnings);

    /// <inheritdoc/>
    public Outcome? Find(ProgramKey key)
    {
        lock (_using)
        {
            try
            {
                _find.Parameters[0].Value = Convert.FromHexString(key.Sha256);
                return !_broken && _find.ExecuteScalar() is string text ? JsonSerializer.Deserialize<Outcome>(text, ResultJson.Line) : null;
            }
            catch (Exception exception) when (exception is SqliteException or JsonException)
            {
                return Break(exception);
            }
        }
    }

    /// <inheritdoc/>
    public void Keep(ProgramKey key, Outcome outcome)
    {
        lock (_using)
        {
            if (_broken)
            {
                return;
            }

            try
            {
                _keep.Parameters[0].Value = Convert.FromHexString(key.Sha256);
                _keep.Parameters[1].Value = JsonSerializer.Serialize(outcome, ResultJson.Line);
                _keep.ExecuteNonQuery();
            }
            catch (SqliteException exception)
            {
                Break(exception);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _find.Dispose();
        _keep.Dispose();
        _connection.Dispose();
    }

    private static OutcomeCache OpenOrPutAside(string path, IProgress<string> warnings)
    {
        try
        {
            return new OutcomeCache(Connect(path), path, warnings);
        }
        catch (SqliteException exception) when (IsDamage(exception))
        {
            PutAside(path, exception.Message, warnings);
            return new OutcomeCache(Connect(path), path, warnings);
        }
    }

    private static bool IsDamage(Exception exception) =>
        exception is JsonException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB };

    private static void PutAside(string path, string reason, IProgress<string> warnings)
    {
        File.Move(path, path + ".damaged", overwrite: true);
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Delete(MarkOf(path));
        warnings.Report($"The cache of judged programs is damaged ({reason}): it was put aside as {path}.damaged");
    }

    // What says, to the next command, that damage was met in the middle of the file: it cannot be put aside while it is used.
    private static string MarkOf(string path) => path + ".is-damaged";

    private static SqliteConnection Connect(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = (int)BusyPatience.TotalSeconds };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            // With a write-ahead log readers and a writer do not wait for each other. What a power cut takes is judged again.
            Run(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;");
            if (FormOf(connection) != Form)
            {
                Bring(connection);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Gives the file the table's form: outcomes of the form before stay; what is of any other form is begun anew.</summary>
    private static void Bring(SqliteConnection connection)
    {
        // Nobody else writes until it ends, so the form is asked for once more; where it does not end, all is as it was.
        using var transaction = connection.BeginTransaction();
        switch (FormOf(connection))
        {
            case Form:
                return; // another command was quicker
            case FormBefore:
                Run(connection, $"ALTER TABLE outcomes RENAME TO before; {Table}; INSERT INTO outcomes SELECT key, outcome FROM before; DROP TABLE before");
                break;
            default:
                Run(connection, $"DROP TABLE IF EXISTS outcomes; {Table}");
                break;
        }

        Run(connection, $"PRAGMA user_version = {Form}");
        transaction.Commit();
    }

    private static long FormOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    private Outcome? Break(Exception exception)
    {
        if (!_broken)
        {
            _broken = true;
            _warnings.Report($"The cache of judged programs{(_path is null ? "" : $", {_path},")} is not used any more ({exception.Message}): the rest is judged without it.");
            if (_path is not null && IsDamage(exception))
            {
                Mark(_path, exception.Message);
            }
        }

        return null;
    }

    private static void Mark(string path, string reason)
    {
        try
        {
            File.WriteAllText(MarkOf(path), reason);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the next command meets it again.
        }
    }
}
