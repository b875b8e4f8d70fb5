using System.Globalization;
using System.Security.Cryptography;

namespace CodeBench.Submission;

/// <summary>Brings all shards of a command to their end: submits those that are not done, waits, and submits those that failed once more, alone.</summary>
/// <param name="cluster">Where they run.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Where the word of a submission comes from.</param>
/// <param name="progress">Hears of what happens, in sentences.</param>
public sealed class Submitter(ICluster cluster, TimeProvider time, RandomNumberGenerator random, IProgress<string> progress)
{
    private const int BytesOfWord = 4;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>Submits what is not done and does not run already.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="options">How often shards are tried again, and whether their end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting; the jobs go on.</param>
    /// <returns>The shards that failed for good; none where all are done, or nobody waits.</returns>
    /// <exception cref="Core.Faults.InvalidInputException">The folder has shards of another command, or another command waits for them.</exception>
    /// <exception cref="Core.Faults.MachineNotAbleException">The cluster's program is not here, refuses the job, or does not say for long how jobs stand; at all, where nobody waits.</exception>
    public async Task<IReadOnlyList<ShardFailure>> RunAsync(ShardedCommand command, SubmitterOptions options, CancellationToken cancellationToken)
    {
        var folder = new SubmissionFolder(command);
        using var turn = folder.Lock();
        var record = folder.BeginOrResume(Fresh(command));
        command = command with { Word = record.Word };
        var board = new ShardBoard(folder, command.Shards, options.Retries, options.StatusPatience ?? StatusPatience.For(folder.Statuses), time);
        var silence = new ClusterSilence(options.Wait, time, progress);
        if (cluster.KnowsJobsByName && record.Submitting is { } begun)
        {
            // The very same job, whatever has become of its shards: a part of them under its name would be refused.
            record = await SubmitAsync(command, folder, record, board, begun, cancellationToken).ConfigureAwait(false);
        }

        var pause = ShortestPause;
        while (true)
        {
            var answer = await QueueAsync(record, folder, cancellationToken).ConfigureAwait(false);
            if (answer.Phases is not { } queue)
            {
                silence.Lasts(answer.Complaint);
                await Task.Delay(pause = Longer(pause), time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            silence.Ends();
            var due = board.Due(queue);
            if (due.Count > 0)
            {
                foreach (var shard in due)
                {
                    folder.Forget(shard);
                }

                record = await SubmitAsync(command, folder, record, board, due, cancellationToken).ConfigureAwait(false);
                pause = ShortestPause;
            }

            if (!options.Wait || board.IsOver)
            {
                return board.Failures;
            }

            if (board.Changed(queue) is { } news)
            {
                progress.Report(news);
                pause = ShortestPause;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = Longer(pause);
        }
    }

    /// <summary>Whether all shards of a command came to their end.</summary>
    /// <param name="command">What is run.</param>
    public static bool IsDone(ShardedCommand command) => Enumerable.Range(1, command.Shards).All(new SubmissionFolder(command).IsDone);

    /// <summary>The jobs that may still have shards in the queue, as the folder knows them.</summary>
    /// <param name="command">What is run.</param>
    public IReadOnlyList<SubmittedJob> JobsOf(ShardedCommand command) => new SubmissionFolder(command).BeginOrResume(Fresh(command)).Jobs;

    private SubmissionRecord Fresh(ShardedCommand command)
    {
        Span<byte> word = stackalloc byte[BytesOfWord];
        random.GetBytes(word);
        return new SubmissionRecord { Engine = cluster.Kind, Shards = command.Shards, Command = command.Words, Word = Convert.ToHexStringLower(word) };
    }

    private async Task<SubmissionRecord> SubmitAsync(
        ShardedCommand command, SubmissionFolder folder, SubmissionRecord record, ShardBoard board, IReadOnlyList<int> shards, CancellationToken cancellationToken)
    {
        var attempt = record.Jobs.Count + 1;
        folder.Keep(cluster.FileName, cluster.Describe(command, shards, attempt));
        // Whoever interrupts just now must not lose the job: it is written down in any case.
        cancellationToken.ThrowIfCancellationRequested();
        folder.Write(record with { Submitting = shards });
        var job = await cluster.SubmitAsync(command, shards, attempt, CancellationToken.None).ConfigureAwait(false);
        record = record with { Jobs = [.. record.Jobs, job], Submitting = null };
        folder.Write(record);
        board.Tried(shards);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"Submitted {shards.Count} of {command.Shards} shards as job {job.Id}."));
        return record;
    }

    private async Task<QueueAnswer> QueueAsync(SubmissionRecord record, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        var all = new Dictionary<int, ShardPhase>();
        foreach (var job in record.Jobs.Where(job => job.Shards.Any(shard => !folder.IsDone(shard))))
        {
            var answer = await cluster.QueueAsync(job, cancellationToken).ConfigureAwait(false);
            if (answer.Phases is null)
            {
                return answer;
            }

            foreach (var (shard, phase) in answer.Phases)
            {
                all[shard] = phase;
            }
        }

        return new QueueAnswer(all);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 1.25 < LongestPause ? pause * 1.25 : LongestPause;
}
