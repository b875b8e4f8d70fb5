using System.Net;
using System.Net.Sockets;
using CodeBench.Execution.Engines;

namespace CodeBench.Execution.Tests.Engines;

/// <summary>The way to an engine on the network.</summary>
public sealed class NetworkRelayTests
{
    private const int Timeout = 60_000;
    private static readonly TimeSpan Unanswered = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("tcp://node3", false, 2375)]
    [InlineData("tcp://node3", true, 2376)]
    [InlineData("tcp://node3:80", false, 80)]
    [InlineData("http://node3", false, 80)]
    public void Port_WhereNoneIsNamed_IsDockersOwn(string address, bool tls, int expected) => Assert.Equal(expected, NetworkRelay.PortOf(new Uri(address), tls));

    // The kernel tries to connect for two minutes.
    [Fact(Timeout = Timeout)]
    public async Task Link_HostThatTakesNoConnection_IsGivenUpInTime()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        silent.Listen(0);
        var waiting = await FillAsync(silent.LocalEndPoint!, TestContext.Current.CancellationToken);
        try
        {
            await using var link = EngineLink.To(new Uri($"tcp://127.0.0.1:{((IPEndPoint)silent.LocalEndPoint!).Port}"), _ => null);
            Assert.Equal("no answer in 5 s", await link.OpenAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            waiting.ForEach(socket => socket.Dispose());
        }
    }

    // Connects until no more are taken.
    private static async Task<List<Socket>> FillAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        var sockets = new List<Socket>();
        while (true)
        {
            sockets.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Unanswered);
            try
            {
                await sockets[^1].ConnectAsync(endpoint, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return sockets;
            }
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Link_NobodyListens_SaysWhatWasMet()
    {
        await using var link = EngineLink.To(new Uri("tcp://127.0.0.1:1"), _ => null);
        Assert.Contains("refused", await link.OpenAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
