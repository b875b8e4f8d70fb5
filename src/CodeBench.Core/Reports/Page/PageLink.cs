namespace CodeBench.Core.Reports.Page;

/// <summary>Addresses within a page: its viewer reads them as a query string behind the '#'.</summary>
internal static class PageLink
{
    /// <summary>The samples of a problem.</summary>
    public static string To(string suite, string language, string taskId) =>
        $"suite={Uri.EscapeDataString(suite)}&language={Uri.EscapeDataString(language)}&problem={Uri.EscapeDataString(taskId)}";
}
