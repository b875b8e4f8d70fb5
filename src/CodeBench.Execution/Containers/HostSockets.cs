using System.Net.Sockets;

namespace CodeBench.Execution.Containers;

/// <summary>Makes sockets for runners, for as long as the engine can mount them and runners reach them.</summary>
/// <param name="engine">Where the engine listens: only one on this machine can mount what is here.</param>
internal sealed class HostSockets(Uri engine)
{
    private volatile bool _useless = engine.Scheme != "unix";

    /// <summary>A socket for one container; null where the attached streams must do.</summary>
    public HostSocket? TryListen()
    {
        try
        {
            return _useless ? null : new HostSocket();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SocketException or ArgumentOutOfRangeException)
        {
            GiveUp();
            return null;
        }
    }

    /// <summary>The engine cannot mount them, or runners cannot reach them: no more are made.</summary>
    public void GiveUp() => _useless = true;
}
