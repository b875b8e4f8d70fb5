using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Tests.Engines;

/// <summary>How ssh is asked for a way to an engine.</summary>
public sealed class SshTunnelTests
{
    [Theory]
    [InlineData("ssh://host", "-L /s:/var/run/docker.sock -- host cat")]
    [InlineData("ssh://me@host", "-L /s:/var/run/docker.sock -l me -- host cat")]
    [InlineData("ssh://me@host:2222/run/user/1000/docker.sock", "-L /s:/run/user/1000/docker.sock -p 2222 -l me -- host cat")]
    [InlineData("ssh://me@GPU01:22", "-L /s:/var/run/docker.sock -p 22 -l me -- GPU01 cat")] // names in ssh's configuration
    [InlineData("ssh://gpu@GPU/run/GPU.sock", "-L /s:/run/GPU.sock -l gpu -- GPU cat")]
    [InlineData("ssh://SSH/run/a@b.sock", "-L /s:/run/a@b.sock -- SSH cat")]
    [InlineData("ssh://[::1]:22", "-L /s:/var/run/docker.sock -p 22 -- ::1 cat")]
    public void Arguments_Address_SayWhereToAndNothingIsAsked(string address, string expected)
    {
        var arguments = string.Join(' ', SshTunnel.ArgumentsFor(new Uri(address), "/s"));
        Assert.EndsWith(expected, arguments, StringComparison.Ordinal);
        Assert.Contains("-o BatchMode=yes", arguments, StringComparison.Ordinal);
        Assert.Contains("-o ControlMaster=no -o ControlPath=none", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("StrictHostKeyChecking", arguments, StringComparison.Ordinal);
    }
}
