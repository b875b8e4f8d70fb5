using System.Formats.Tar;
using System.Globalization;
using System.Text;
using CodeBench.Bench.Setup;
using CodeBench.Bench.Throughput;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace CodeBench.Bench.Languages;

/// <summary>A container of a language's image in which programs are compiled and run by plain commands, `xargs -P WORKERS` at a time.</summary>
/// <remarks>
/// What CodeBench needs of time for isolation, limits, captured output and verdicts is not in it. Its files lie in memory, as the
/// sandbox's do, and it stays warm: what a compiler keeps for the next program (Go's build cache) is there for it.
/// </remarks>
internal sealed class PlainContainer : IAsyncDisposable
{
    private const string Folder = "/box/plain";
    private const string Script = "plain.sh";

    private readonly DockerClient _client;
    private readonly string _id;
    private readonly PlainCommand _plain;
    private readonly TimeProvider _time;

    private PlainContainer(DockerClient client, string id, PlainCommand plain, TimeProvider time) =>
        (_client, _id, _plain, _time) = (client, id, plain, time);

    /// <summary>Starts a container.</summary>
    /// <param name="engine">Where the engine listens.</param>
    /// <param name="image">The language's image.</param>
    /// <param name="plain">How its programs are run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<PlainContainer> StartAsync(Uri engine, string image, PlainCommand plain, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new DockerClientBuilder().WithEndpoint(engine).WithTimeout(Timeout.InfiniteTimeSpan).Build();
        var created = await client.Containers.CreateContainerAsync(
            new CreateContainerParameters
            {
                Image = image,
                Entrypoint = ["sleep", "infinity"],
                Env = ["HOME=/box/tmp", "LANG=C.UTF-8"],
                HostConfig = new HostConfig
                {
                    NetworkMode = "none",
                    Init = true,
                    Tmpfs = new Dictionary<string, string> { ["/box"] = "exec,mode=1777" },
                },
            },
            cancellationToken);
        var container = new PlainContainer(client, created.ID, plain, time);
        await client.Containers.StartContainerAsync(created.ID, new ContainerStartParameters(), cancellationToken);
        await container.ShellAsync($"mkdir -p /box/tmp {Folder}", cancellationToken);
        return container;
    }

    /// <summary>Runs programs, each in a folder of its own.</summary>
    /// <exception cref="BenchFailedException">One of them failed.</exception>
    public async Task<Measurement> RunAsync(IReadOnlyList<string> programs, int workers, CancellationToken cancellationToken)
    {
        await PutAsync(programs, cancellationToken);
        var start = _time.GetTimestamp();
        var (status, output) = await ShellAsync(
            $"cd {Folder} && ls -d [0-9]* | sort -n | xargs -P {workers.ToString(CultureInfo.InvariantCulture)} -n 1 sh {Script}", cancellationToken);
        var elapsed = _time.GetElapsedTime(start);
        await ShellAsync($"rm -rf {Folder}/*", cancellationToken);
        return status == 0
            ? new Measurement(programs.Count, elapsed, null, TimeSpan.Zero)
            : throw new BenchFailedException($"A program failed by plain commands ({_plain.Command}):\n{output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.Containers.RemoveContainerAsync(_id, new ContainerRemoveParameters { Force = true }, CancellationToken.None);
        _client.Dispose();
    }

    private async Task PutAsync(IReadOnlyList<string> programs, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, leaveOpen: true))
        {
            // No process more than the commands need.
            var script = $$"""
                cd "$1" && exec 3>&1 >.output 2>&1 </dev/null || exit 1
                {{_plain.Command}} || { echo "$1:" >&3; tail -n 20 .output >&3; exit 1; }

                """;
            await AddAsync(tar, Script, script);
            foreach (var (number, program) in programs.Index())
            {
                await AddAsync(tar, $"{number}/{_plain.File}", program);
            }
        }

        stream.Position = 0;
        // The engine writes beside a tmpfs, not into it: the archive goes through a shell inside.
        var (status, output) = await ShellAsync($"tar -x -C {Folder}", cancellationToken, stream);
        if (status != 0)
        {
            throw new BenchFailedException($"The programs could not be put into the container:\n{output}");
        }

        ValueTask AddAsync(TarWriter tar, string name, string text) => new(tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) }, cancellationToken));
    }

    private async Task<(long Status, string Output)> ShellAsync(string command, CancellationToken cancellationToken, Stream? input = null)
    {
        var exec = await _client.Exec.CreateContainerExecAsync(
            _id,
            new ContainerExecCreateParameters { Cmd = ["sh", "-c", command], AttachStdin = input is not null, AttachStdout = true, AttachStderr = true },
            cancellationToken);
        using var stream = await _client.Exec.StartContainerExecAsync(exec.ID, new ContainerExecStartParameters(), cancellationToken);
        if (input is not null)
        {
            await stream.CopyFromAsync(input, cancellationToken);
            stream.CloseWrite();
        }

        var (standard, error) = await stream.ReadOutputToEndAsync(cancellationToken);
        var ended = await _client.Exec.InspectContainerExecAsync(exec.ID, cancellationToken);
        return (ended.ExitCode ?? -1, standard + error);
    }
}
