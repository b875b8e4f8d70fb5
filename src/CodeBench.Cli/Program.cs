using System.Runtime.InteropServices;
using CodeBench.Cli;
using CodeBench.Cli.Composition;
using CodeBench.Cli.Terminal;

using var interrupted = new CancellationTokenSource();
void Interrupt(PosixSignalContext signal)
{
    // The first signal ends the command in good order; a second one ends it at once.
    if (!interrupted.IsCancellationRequested)
    {
        signal.Cancel = true;
        interrupted.Cancel();
    }
}

using var ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);

var screen = Screen.OfProcess();
var application = new Application(screen, () => Toolbox.Create(screen, TimeProvider.System, Environment.GetEnvironmentVariable));
return (int)await application.RunAsync(args, interrupted.Token).ConfigureAwait(false);
