using CodeBench.Core.Faults;
using CodeBench.Core.Languages;

namespace CodeBench.Execution.Containers;

/// <summary>Builds the image of a language: base, then what its Dockerfile adds, then the runner.</summary>
internal sealed class LanguageImageBuilder(ImageStore images, BaseImage baseImage, string rootFolder)
{
    private const string FinalDockerfile = """
        ARG LANGUAGE
        FROM ${LANGUAGE}
        RUN rm -rf /tmp && ln -s /box/tmp /tmp
        COPY --from=RUNNER_IMAGE /codebench-runner /codebench-runner
        """;

    /// <summary>Finds the image; null where the engine does not have it.</summary>
    public async Task<LanguageImage?> FindAsync(Language language, CancellationToken cancellationToken)
    {
        if (await baseImage.FindAsync(cancellationToken).ConfigureAwait(false) is not (_, { } baseDigest))
        {
            return null;
        }

        var reference = ReferenceOf(language, LanguageFiles(language), baseDigest, RunnerOf(RunnerFiles()));
        return await images.FindAsync(reference, cancellationToken).ConfigureAwait(false) is { } digest ? new LanguageImage(reference, digest) : null;
    }

    /// <summary>Finds or makes what the images of all languages share: base and runner.</summary>
    /// <exception cref="MachineNotAbleException">It cannot be made.</exception>
    public async Task<ImageFoundation> EnsureFoundationAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var runnerFiles = RunnerFiles();
        var (reference, digest) = await baseImage.EnsureAsync(progress, cancellationToken).ConfigureAwait(false);
        var foundation = new ImageFoundation(reference, digest, RunnerOf(runnerFiles));
        await images.BuildAsync(foundation.Runner, runnerFiles, "runner", WithBase(foundation), progress, cancellationToken).ConfigureAwait(false);
        return foundation;
    }

    /// <summary>Finds the image or builds it.</summary>
    /// <exception cref="MachineNotAbleException">It cannot be built.</exception>
    public async Task<LanguageImage> EnsureAsync(
        Language language, ImageFoundation foundation, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var languageFiles = LanguageFiles(language);
        var reference = ReferenceOf(language, languageFiles, foundation.BaseDigest, foundation.Runner);
        if (await images.FindAsync(reference, cancellationToken).ConfigureAwait(false) is { } digest)
        {
            return new LanguageImage(reference, digest);
        }

        // In this order, so that a new runner does not mean a new compiler, and a new language no new runner.
        var plain = $"codebench/{language.Id}-language:{languageFiles.Hash(foundation.BaseDigest)}";
        await images.BuildAsync(plain, languageFiles, "language", WithBase(foundation), progress, cancellationToken).ConfigureAwait(false);
        var final = BuildContext.OfDockerfile(FinalDockerfile.Replace("RUNNER_IMAGE", foundation.Runner, StringComparison.Ordinal));
        return new LanguageImage(reference, await images.BuildAsync(
            reference, final, "language", new Dictionary<string, string> { ["LANGUAGE"] = plain }, progress, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Changing limits or smoke programs must not build anything anew.</summary>
    internal static bool IsPartOfImage(string name) =>
        name != "language.yaml" && !name.StartsWith("smoke/", StringComparison.Ordinal) && !name.EndsWith(".md", StringComparison.Ordinal);

    private static Dictionary<string, string> WithBase(ImageFoundation foundation) => new() { ["BASE"] = foundation.Base };

    private static string RunnerOf(BuildContext runnerFiles) => $"codebench/runner:{runnerFiles.Hash()}";

    private static string ReferenceOf(Language language, BuildContext files, string baseDigest, string runner) =>
        $"codebench/{language.Id}:{files.Hash(baseDigest, runner)}";

    private static BuildContext LanguageFiles(Language language) => ContextOf(language.Folder, "Dockerfile", IsPartOfImage);

    private BuildContext RunnerFiles() =>
        ContextOf(Path.Combine(rootFolder, "src", "runner"), "Dockerfile", name => !name.EndsWith(".md", StringComparison.Ordinal));

    private static BuildContext ContextOf(string folder, string required, Func<string, bool> include)
    {
        if (!File.Exists(Path.Combine(folder, required)))
        {
            throw new MachineNotAbleException($"{Path.Combine(folder, required)} is missing: no image can be built without it.");
        }

        return BuildContext.OfFolder(folder, include);
    }
}
