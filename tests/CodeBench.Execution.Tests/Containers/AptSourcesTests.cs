using CodeBench.Execution.Containers;

namespace CodeBench.Execution.Tests.Containers;

public sealed class AptSourcesTests
{
    [Fact]
    public void ForMirror_Stanzas_BecomeLinesOfTheReleaseAlone()
    {
        const string Text = """
            Types: deb deb-src
            # a comment: with a colon
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates trixie
            Components: main contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: https://vendor.example/node
            Suites: bookworm
            Components: main
            Signed-By: /usr/share/keyrings/vendor.gpg

            Types: deb
            Enabled: no
            URIs: http://mirror.example/off
            Suites: bookworm
            Components: main
            """;
        const string Expected = """
            deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian bookworm main contrib
            deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian bookworm-updates main contrib

            """;
        Assert.Equal(Expected, AptSources.ForMirror([("debian.sources", Text)], "bookworm"));
    }

    [Fact]
    public void ForMirror_OneLineSources_LeavesOutThirdParties()
    {
        const string Text = """
            # deb http://mirror.example/debian bookworm main
            deb http://mirror.example/debian   bookworm main
            deb-src http://mirror.example/debian bookworm main
            deb http://mirror.example/security bookworm-security main contrib
            deb [signed-by=/usr/share/keyrings/vendor.gpg] https://vendor.example/x bookworm stable
            deb http://mirror.example/debian sid main
            """;
        Assert.Equal(
            "deb http://mirror.example/debian bookworm main\ndeb http://mirror.example/security bookworm-security main contrib\n",
            AptSources.ForMirror([("sources.list", Text)], "bookworm"));
    }
}
