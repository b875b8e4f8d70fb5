using System.Reflection;

namespace CodeBench.Cli;

/// <summary>The version of CodeBench.</summary>
internal static class ProductVersion
{
    /// <summary>As in "0.1.0".</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
