using System.Text.Json;
using CodeBench.Submission;
using CodeBench.Testing;

namespace CodeBench.Cli.Tests.Submission;

/// <summary>What clusters are given, to the letter, and what is made of their answers.</summary>
public sealed class JobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SlurmScript_IsAnArrayOfTheShardsThatAreDue()
    {
        var options = new SlurmOptions { Partition = "gpu", Gpus = 1, Cpus = 8, Time = "2:00:00", Memory = "32G", More = ["--account=nlp", "exclusive"] };
        Assert.Equal(
            """
            #!/bin/sh
            #SBATCH --job-name=codebench-my-run
            #SBATCH --array=1-3,5,8
            #SBATCH --output="/data/My run/submission/logs/%a.log"
            #SBATCH --open-mode=append
            #SBATCH --partition=gpu
            #SBATCH --gpus=1
            #SBATCH --cpus-per-task=8
            #SBATCH --time=2:00:00
            #SBATCH --mem=32G
            #SBATCH --account=nlp
            #SBATCH --exclusive
            shard=$SLURM_ARRAY_TASK_ID
            status='/data/My run/submission/status'/$shard
            rm -f "$status"
            cd /home/me || exit 3
            /opt/codebench/codebench run --model 'it'\''s mine' --suite humaneval+ \
              --shard "$shard/8" --out '/data/My run/shards'/"$shard"
            result=$?
            echo "$result" >"$status.new" && mv "$status.new" "$status"
            # Sandbox faults are told when the shards are merged; the shard is done.
            [ "$result" -ne 4 ] || exit 0
            exit "$result"

            """,
            new SlurmCluster(options).Describe(Command() with { WorkingFolder = "/home/me" }, [1, 2, 3, 5, 8], 2));
    }

    [Fact]
    public void KubernetesManifest_IsAnIndexedJob_WhoseIndexesAreTheShardsThatAreDue()
    {
        Assert.Equal(
            """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: codebench-my-run-2
              namespace: ml
              labels:
                app.kubernetes.io/name: codebench
            spec:
              completionMode: Indexed
              completions: 2
              parallelism: 2
              backoffLimitPerIndex: 2
              podFailurePolicy:
                rules:
                - action: FailIndex
                  onExitCodes:
                    containerName: shard
                    operator: In
                    values:
                    - 2
              template:
                spec:
                  restartPolicy: Never
                  containers:
                  - name: shard
                    image: registry/codebench:1
                    command:
                    - /bin/sh
                    - -c
                    - |
                      set -- 3 8
                      shift "$JOB_COMPLETION_INDEX"
                      shard=$1
                      status='/data/My run/submission/status'/$shard
                      rm -f "$status"
                      /opt/codebench/codebench run --model 'it'\''s mine' --suite humaneval+ \
                        --shard "$shard/8" --out '/data/My run/shards'/"$shard"
                      result=$?
                      echo "$result" >"$status.new" && mv "$status.new" "$status"
                      # Sandbox faults are told when the shards are merged; the shard is done.
                      [ "$result" -ne 4 ] || exit 0
                      exit "$result"
                    volumeMounts:
                    - name: runs
                      mountPath: /data
                    resources:
                      limits:
                        nvidia.com/gpu: 1
                        cpu: 8
                        memory: 32Gi
                  volumes:
                  - name: runs
                    persistentVolumeClaim:
                      claimName: claim

            """,
            new KubernetesCluster(Kubernetes()).Describe(Command(), [3, 8], 2));
    }

    [Fact(Timeout = 60_000)]
    public async Task Kubernetes_IsAskedByKubectl_WhichIndexesHaveNotEnded()
    {
        var token = TestContext.Current.CancellationToken;
        // Not a cluster: a script that notes what it is asked, and answers what a file says.
        var kubectl = _folder.Write("kubectl", $"#!/bin/sh\necho \"$@\" >>{_folder.Path}/asked\ncat >>{_folder.Path}/read\n. {_folder.Path}/answer\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var cluster = new KubernetesCluster(Kubernetes(), kubectl);
        _folder.Write("answer", "echo job.batch/codebench-my-run-1 created\n");
        var job = await cluster.SubmitAsync(Command(), [2, 4, 6, 8], 1, token);
        Assert.Equal("codebench-my-run-1", job.Id);
        Assert.Equal(cluster.Describe(Command(), [2, 4, 6, 8], 1), await File.ReadAllTextAsync(_folder.PathOf("read"), token));

        _folder.Write("answer", "echo '{\"status\": {\"active\": 2, \"ready\": 1, \"completedIndexes\": \"0\", \"failedIndexes\": \"3\"}}'\n");
        Assert.Equal([(4, ShardPhase.Running), (6, ShardPhase.Pending)], (await cluster.QueueAsync(job, token)).Phases!.Select(item => (item.Key, item.Value)));
        _folder.Write("answer", "echo '{\"status\": {\"completedIndexes\": \"0-2\", \"conditions\": [{\"type\": \"Failed\", \"status\": \"True\"}]}}'\n");
        Assert.Empty((await cluster.QueueAsync(job, token)).Phases!);
        _folder.Write("answer", "echo 'Error from server (NotFound): jobs.batch not found' >&2; exit 1\n");
        Assert.Empty((await cluster.QueueAsync(job, token)).Phases!);
        _folder.Write("answer", "printf 'memcache.go: a warning\\nerror: You must be logged in to the server\\n' >&2; exit 1\n");
        Assert.Equal(new QueueAnswer(null, $"'{kubectl}' says: error: You must be logged in to the server"), await cluster.QueueAsync(job, token));
        _folder.Write("answer", "exit 7\n");
        Assert.Equal(new QueueAnswer(null, $"'{kubectl}' ends with exit status 7 and no word"), await cluster.QueueAsync(job, token));
        Assert.Equal(["apply --filename -", "get job codebench-my-run-1 --namespace ml --output json"], File.ReadLines(_folder.PathOf("asked")).Take(2));
    }

    [Fact]
    public void KubernetesJobs_AreCalledAfterTheirSubmissionsWord_InNoMoreThanADnsLabelHolds()
    {
        var cluster = new KubernetesCluster(Kubernetes());
        Assert.Contains("  name: codebench-my-run-0a1b2c3d-2\n", cluster.Describe(Command() with { Word = "0a1b2c3d" }, [1], 2), StringComparison.Ordinal);
        var text = cluster.Describe(Command() with { Word = "0a1b2c3d", Folder = $"/data/{new string('x', 50)}", Stage = ShardStage.Generation }, [1], 12);
        var name = text.Split('\n').First(line => line.StartsWith("  name: ", StringComparison.Ordinal))["  name: ".Length..];
        Assert.EndsWith("xx-generation-0a1b2c3d-12", name, StringComparison.Ordinal);
        // The host of the last of 10,000 shards is called so with "-9999" behind it.
        Assert.Equal(63, name.Length + "-9999".Length);
        Assert.Contains("--job-name=codebench-my-run\n", new SlurmCluster(new SlurmOptions()).Describe(Command() with { Word = "0a1b2c3d" }, [1], 2), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Slurm_ThatDoesNotSayHowAJobStands_IsQuoted()
    {
        var token = TestContext.Current.CancellationToken;
        var squeue = _folder.Write("squeue", "#!/bin/sh\necho 'slurm_load_jobs error: Unable to contact slurm controller' >&2\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(squeue, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(
            new QueueAnswer(null, $"'{squeue}' says: slurm_load_jobs error: Unable to contact slurm controller"),
            await new SlurmCluster(new SlurmOptions(), _folder.Path).QueueAsync(new SubmittedJob("7", [1]), token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Submit_OfASuiteThatThereIsNot_IsRefusedBeforeItWaitsForANode()
    {
        var token = TestContext.Current.CancellationToken;
        string[] command = ["--", "run", "--model", "m", "--suite", "humaneval-java", "humaneval@none", "multipl-e-humaneval:java,cobol", "starter:haskell"];
        string[] submit = ["submit", "--shards", "2", "--out", _folder.PathOf("out"), "--engine"];
        var result = await CommandLine.RunAsync([.. submit, "slurm", .. command], token);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        string[] said = ["--suite: There is no suite humaneval-java.", "--suite: The suite humaneval has no version none.", "There is no language cobol.", "starter has no problems in haskell."];
        Assert.All(said, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
        Assert.False(Directory.Exists(_folder.PathOf("out")));

        // An image may have suites that this machine lacks.
        result = await CommandLine.RunAsync([.. submit, "kubernetes", "--image", "i", "--volume-claim", "c", "--dry-run", .. command], token);
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        Assert.Contains("There is no suite humaneval-java.", result.Error, StringComparison.Ordinal);
        Assert.Contains("unless 'codebench' on the nodes knows it", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Submit_OfASuiteWhoseFilesAreElsewhere_IsNotRefused_NorAVersionALanguageOrAVariantOfIt()
    {
        var result = await CommandLine.RunAsync(
            ["submit", "--engine", "slurm", "--shards", "2", "--dry-run", "--out", _folder.PathOf("out"), "--", "run", "--model", "m", "--from", "/not-here",
            "--suite", "mbpp@sanitized", "humaneval~indentation-tab", "multipl-e-humaneval:java,C++", "multipl-e-mbpp:all"],
            TestContext.Current.CancellationToken);
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        Assert.Empty(result.Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task DryRun_PrintsTheJob_AndMakesNothing()
    {
        var result = await CommandLine.RunAsync(
            ["submit", "--engine", "slurm", "--shards", "2", "--dry-run", "--json", "--out", _folder.PathOf("out"), "--", "run", "--model", "m", "--suite", "starter"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.Done, result.Status);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Contains("#SBATCH --array=1-2\n", document.RootElement.GetProperty("job").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Submit_IntoAFolderThatHoldsSomething_IsRefusedBeforeANightOfWork()
    {
        _folder.Write("out/thesis.txt", "years");
        var result = await CommandLine.RunAsync(
            ["submit", "--engine", "slurm", "--shards", "2", "--out", _folder.PathOf("out"), "--", "run", "--model", "m", "--suite", "starter"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains("is not empty: it holds thesis.txt", result.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Submit_WithManyFaults_NamesThemAll_TheCommandsToo()
    {
        var result = await CommandLine.RunAsync(
            ["submit", "--engine", "kubernetes", "--shards", "0", "--gpus", "0", "--retries", "-1", "--partition", "p", "--out", _folder.PathOf("out"),
            "--volume-mount", "/elsewhere", "--", "run", "--suite", "starter", "--shard", "1/2", "--out", "mine"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        string[] named =
        [
            "--shards:", "--gpus:", "--retries:", "--partition: is not for --engine kubernetes", "--image:", "--volume-claim:", "--volume-mount:",
            "run: Option '--model' is required", "run: --shard:", "run: --out:",
        ];
        Assert.All(named, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));

        var other = await CommandLine.RunAsync(["submit", "--engine", "slurm", "--shards", "2", "--", "doctor"], TestContext.Current.CancellationToken);
        Assert.Contains("\"doctor\" cannot be run in shards: run and evaluate can", other.Error, StringComparison.Ordinal);
    }

    private static KubernetesOptions Kubernetes() => new()
    {
        Image = "registry/codebench:1",
        VolumeClaim = "claim",
        VolumeMount = "/data",
        Namespace = "ml",
        Gpus = 1,
        Cpus = 8,
        Memory = "32Gi",
        Retries = 2,
    };

    private static ShardedCommand Command() => new()
    {
        Program = ["/opt/codebench/codebench"],
        Words = ["run", "--model", "it's mine", "--suite", "humaneval+"],
        Shards = 8,
        Folder = "/data/My run",
    };
}
