using System.Globalization;
using CodeBench.Core.Faults;
using CodeBench.Testing;

namespace CodeBench.Execution.Tests.Cgroups;

/// <summary>
/// A folder with the files of a control group, as the kernel writes them, to be mounted over /sys/fs/cgroup of a
/// container. What they say is the test's to change while a program runs.
/// </summary>
internal sealed class CgroupFiles : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly int _version;

    /// <summary>Writes them.</summary>
    /// <param name="version">Of control groups: 1, with an account of swap, or 2.</param>
    public CgroupFiles(int version)
    {
        _version = version;
        Write();
    }

    /// <summary>The folder on the host. Not the test's folder itself, which is its owner's alone: programs look into it too.</summary>
    public string Path => _folder.PathOf("group");

    /// <summary>Processor time that the group has used; more than any runner has by itself.</summary>
    public TimeSpan Usage { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Processes killed for memory.</summary>
    public int OomKills { get; set; } = 3;

    /// <summary>How often the limit was hit.</summary>
    public int Refusals { get; set; } = 7;

    /// <summary>The limit; null stands for none.</summary>
    public ByteSize? Memory { get; set; }

    /// <summary>The most that the group has ever used.</summary>
    public ByteSize Highest { get; set; } = ByteSize.FromMebibytes(1);

    /// <summary>The pages of the group's processes.</summary>
    public ByteSize Anonymous { get; set; } = ByteSize.FromMebibytes(1);

    /// <summary>Changes what the files say, again and again, until a program has ended.</summary>
    public async Task<T> ChangeUntilAsync<T>(Task<T> program, Action change, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        while (!program.IsCompleted)
        {
            change();
            Write();
            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return await program;
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Has the files say what was set.</summary>
    public void Write()
    {
        if (_version == 1)
        {
            WriteVersion1();
        }
        else
        {
            WriteVersion2();
        }
    }

    private void WriteVersion1()
    {
        Replace("cpuacct/cpuacct.usage", $"{Usage.TotalNanoseconds:0}\n");
        Replace("memory/memory.oom_control", $"oom_kill_disable 0\nunder_oom 0\noom_kill {OomKills}\n");
        Replace("memory/memory.failcnt", $"0\n");
        Replace("memory/memory.memsw.failcnt", $"{Refusals}\n");
        Replace("memory/memory.limit_in_bytes", $"{Memory?.Bytes ?? long.MaxValue}\n");
        Replace("memory/memory.max_usage_in_bytes", $"{Highest.Bytes}\n");
        Replace("memory/memory.stat", $"cache 4096\nrss {Anonymous.Bytes}\nshmem 0\n");
    }

    private void WriteVersion2()
    {
        var usage = (long)Usage.TotalMicroseconds;
        Replace("cpu.stat", $"usage_usec {usage}\nuser_usec {usage - 5}\nsystem_usec 5\nnice_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n");
        Replace("memory.events", $"low 0\nhigh 0\nmax {Refusals}\noom 9\noom_kill {OomKills}\noom_group_kill 0\nsock_throttled 0\n");
        Replace("memory.max", $"{Memory?.Bytes.ToString(CultureInfo.InvariantCulture) ?? "max"}\n");
        Replace("memory.stat", $"anon {Anonymous.Bytes}\nfile 4096\nkernel 8192\nanon_thp 0\nshmem 0\nfile_mapped 0\n");
    }

    /// <summary>In one move, so that nobody reads half a file.</summary>
    private void Replace(string name, FormattableString content)
    {
        var path = _folder.PathOf("group/" + name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.Move(_folder.Write("group/new", content.ToString(CultureInfo.InvariantCulture)), path, overwrite: true);
    }
}
