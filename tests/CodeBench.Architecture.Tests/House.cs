using System.Xml.Linq;
using CodeBench.Testing;
using Mono.Cecil;

namespace CodeBench.Architecture.Tests;

/// <summary>What is looked at: the projects of src, their sources and their assemblies.</summary>
internal static class House
{
    /// <summary>Names of the C# projects below src.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Repository.PathOf("src"), "CodeBench.*").Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    /// <summary>All C# files of a project.</summary>
    public static IEnumerable<string> SourcesOf(string project) =>
        Directory.EnumerateFiles(Repository.PathOf("src", project), "*.cs", SearchOption.AllDirectories);

    /// <summary>All C# files below src.</summary>
    public static IEnumerable<string> Sources => Projects.SelectMany(SourcesOf);

    /// <summary>The project file, parsed.</summary>
    public static XDocument ProjectFileOf(string project) => XDocument.Load(Repository.PathOf("src", project, project + ".csproj"));

    /// <summary>The assembly as it was built beside these tests, in the same configuration.</summary>
    public static AssemblyDefinition AssemblyOf(string project)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var name = ProjectFileOf(project).Descendants("AssemblyName").SingleOrDefault()?.Value ?? project;
        return AssemblyDefinition.ReadAssembly(Repository.PathOf("artifacts", "bin", project, configuration, name + ".dll"));
    }

    /// <summary>Every type of a project, nested ones included, but for those that the compiler made.</summary>
    public static IEnumerable<TypeDefinition> TypesOf(string project) =>
        AssemblyOf(project).MainModule.GetTypes().Where(type => !IsCompilerMade(type));

    /// <summary>A path as a reader of the repository would write it.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    private static bool IsCompilerMade(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.Namespace.StartsWith("System", StringComparison.Ordinal)
        || type.Namespace.StartsWith("Microsoft", StringComparison.Ordinal)
        || (type.DeclaringType is not null && IsCompilerMade(type.DeclaringType));
}
