using System.Text.Json;

namespace CodeBench.Cli.Tests.Submission;

/// <summary>submit --separate-execution: a job with GPUs that generates, and one without that executes.</summary>
public sealed class SeparateExecutionTests
{
    private const int Timeout = 30_000;
    private static readonly string[] Run =
        ["--", "run", "--model", "./ckpt", "--suite", "humaneval", "mbpp", "--from", "/data/suites", "-n", "20", "--workers", "8", "--engine", "tcp://a:1", "--engine", "tcp://b:2", "--no-cache"];

    [Fact(Timeout = Timeout)]
    public async Task SlurmJobs_HaveWhatEachStageMayHave_AndTheOptionsThatItKnows()
    {
        var (generation, execution) = await JobsAsync(
            ["--engine", "slurm", "--gpus", "1", "--gres", "disk:1", "--cpus", "4", "--time", "2:00:00", "--partition", "gpu", "--memory", "64G",
             "--execution-cpus", "32", "--execution-partition", "cpu"],
            TestContext.Current.CancellationToken);
        Assert.Contains("#SBATCH --job-name=codebench-mine-generation\n#SBATCH --array=1-3\n#SBATCH --output=/data/mine/submission/generation/logs/%a.log\n", generation, StringComparison.Ordinal);
        Assert.Contains("--partition=gpu\n#SBATCH --gpus=1\n#SBATCH --gres=disk:1\n#SBATCH --cpus-per-task=4\n#SBATCH --time=2:00:00\n#SBATCH --mem=64G\n", generation, StringComparison.Ordinal);
        Assert.Contains("status=/data/mine/submission/generation/status/$shard\n", generation, StringComparison.Ordinal);
        Assert.Contains(
            "\n/opt/codebench generate --model=./ckpt --suite=humaneval --suite=mbpp --from=/data/suites --n-samples=20 \\\n  --shard \"$shard/3\" --out /data/mine/shards/\"$shard\"\n",
            generation,
            StringComparison.Ordinal);

        Assert.Contains("#SBATCH --job-name=codebench-mine-execution\n", execution, StringComparison.Ordinal);
        Assert.Contains("--partition=cpu\n#SBATCH --cpus-per-task=32\n#SBATCH --time=2:00:00\n#SBATCH --mem=64G\n", execution, StringComparison.Ordinal);
        Assert.DoesNotContain("gpu", execution, StringComparison.Ordinal);
        Assert.DoesNotContain("gres", execution, StringComparison.Ordinal);
        Assert.Contains(
            "\n/opt/codebench execute /data/mine/shards/\"$shard\" --from=/data/suites --workers=8 --no-cache --engine=tcp://a:1 --engine=tcp://b:2\nresult=$?\n",
            execution,
            StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task KubernetesJobs_HaveNamesOfTheirOwn_AndTheExecutionNoCards()
    {
        var (generation, execution) = await JobsAsync(
            ["--engine", "kubernetes", "--gpus", "2", "--cpus", "4", "--execution-memory", "8Gi", "--image", "i", "--volume-claim", "c", "--volume-mount", "/data"],
            TestContext.Current.CancellationToken);
        Assert.Contains("name: codebench-mine-generation-1\n", generation, StringComparison.Ordinal);
        Assert.Contains("nvidia.com/gpu: 2", generation, StringComparison.Ordinal);
        Assert.Contains("name: codebench-mine-execution-1\n", execution, StringComparison.Ordinal);
        Assert.DoesNotContain("nvidia", execution, StringComparison.Ordinal);
        Assert.Contains("cpu: 4", execution, StringComparison.Ordinal);
        Assert.Contains("memory: 8Gi", execution, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task WhatIsWrong_IsSaidAtOnce()
    {
        var result = await CommandLine.RunAsync(
            ["submit", "--engine", "slurm", "--shards", "2", "--separate-execution", "--execution-cpus", "0", "--execution-time", "a b", "--", "evaluate", "--suite", "mbpp", "--samples", "s.jsonl"],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains("--execution-cpus: must be 1 or more, not 0", result.Error, StringComparison.Ordinal);
        Assert.Contains("--execution-time: must be one word", result.Error, StringComparison.Ordinal);
        Assert.Contains("--separate-execution: is for run, which generates first", result.Error, StringComparison.Ordinal);

        result = await CommandLine.RunAsync(
            ["submit", "--engine", "kubernetes", "--shards", "2", "--execution-cpus", "4", "--execution-time", "1:00", "--image", "i", "--volume-claim", "c", .. Run],
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.InvalidInput, result.Status);
        Assert.Contains("--execution-cpus: is for --separate-execution", result.Error, StringComparison.Ordinal);
        Assert.Contains("--execution-time: is not for --engine kubernetes", result.Error, StringComparison.Ordinal);
    }

    private static async Task<(string Generation, string Execution)> JobsAsync(string[] cluster, CancellationToken cancellationToken)
    {
        var result = await CommandLine.RunAsync(
            ["submit", "--shards", "3", "--separate-execution", "--out", "/data/mine", "--program", "/opt/codebench", "--dry-run", "--json", .. cluster, .. Run],
            cancellationToken);
        Assert.True(result.Status == ExitStatus.Done, result.Error);
        using var document = JsonDocument.Parse(result.Out);
        return (document.RootElement.GetProperty("job").GetString()!, document.RootElement.GetProperty("execution_job").GetString()!);
    }
}
