using CodeBench.Execution.Containers;
using Docker.DotNet.Models;

namespace CodeBench.Execution.Tests.Containers;

public sealed class BuildLogTests
{
    [Fact]
    public void Report_BuildOfTwoStages_KnowsTheImageThatTheFirstEndedIn()
    {
        var log = new BuildLog(new Progress<string>());
        foreach (var line in new[]
        {
            "Step 1/4 : FROM base AS build", " ---> 111111111111", "Step 2/4 : RUN make", " ---> Running in 999999999999",
            " ---> 222222222222", "Step 3/4 : FROM scratch", " ---> ", "Step 4/4 : COPY --from=build /a /a", " ---> 333333333333",
        })
        {
            log.Report(new JSONMessage { Stream = line + "\n" });
        }

        Assert.Equal(["222222222222"], log.StageImages);
        Assert.Equal("333333333333", log.LastImage);
        Assert.Null(log.Error);
    }

    [Fact]
    public void Report_FailingBuild_KeepsTheErrorAndTheLastLines()
    {
        var log = new BuildLog(new Progress<string>());
        log.Report(new JSONMessage { Stream = string.Join('\n', Enumerable.Range(0, 40)) });
        log.Report(new JSONMessage { Error = new JSONError { Message = "returned a non-zero code: 100" } });
        Assert.Equal("returned a non-zero code: 100", log.Error);
        Assert.Equal(Enumerable.Range(25, 15).Select(i => $"{i}"), log.LastLines);
    }
}
