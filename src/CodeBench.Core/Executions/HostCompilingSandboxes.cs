using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Core.Executions;

/// <summary>Sandboxes of others, with the compilers of this process in front of them where a language asks for one.</summary>
/// <param name="sandboxes">Where programs run.</param>
/// <param name="compilers">The compilers.</param>
public sealed class HostCompilingSandboxes(ISandboxProvider sandboxes, IReadOnlyList<IHostCompiler> compilers) : ISandboxProvider
{
    /// <inheritdoc/>
    /// <exception cref="InvalidInputException">The language asks for a compiler that is not there, or tells it what it does not know.</exception>
    public async Task<ISandbox> OpenAsync(Language language, Limits limits, int workers, CancellationToken cancellationToken)
    {
        if (language.Steps[0].Host is not { } host)
        {
            return await sandboxes.OpenAsync(language, limits, workers, cancellationToken).ConfigureAwait(false);
        }

        var compiler = compilers.FirstOrDefault(compiler => compiler.Id == host.Compiler)
            ?? throw Fault(language, "compiler", $"{host.Compiler} is no compiler. {Suggestion.For(host.Compiler, compilers.Select(compiler => compiler.Id))}");
        var sandbox = await sandboxes.OpenAsync(language, limits, workers, cancellationToken).ConfigureAwait(false);
        try
        {
            var references = await ImageFiles.ReadAsync(sandbox, limits, host.References, cancellationToken).ConfigureAwait(false);
            var opened = compiler.Open(host, references, sandbox.Workers);
            return new HostCompilingSandbox(sandbox, opened, $"{sandbox.ImageDigest}+{compiler.Id}@{compiler.Version}", language.FileName);
        }
        catch (Exception exception)
        {
            await sandbox.DisposeAsync().ConfigureAwait(false);
            switch (exception)
            {
                case ArgumentException wrong:
                    throw Fault(language, "host", wrong.Message);
                case SandboxException failed:
                    throw new MachineNotAbleException($"{language.Id} cannot be compiled here: {failed.Message}", failed);
                default:
                    throw;
            }
        }
    }

    private static InvalidInputException Fault(Language language, string field, string message) =>
        new(new Fault(Path.Combine(language.Folder, LanguageReader.FileName), null, field, message));
}
