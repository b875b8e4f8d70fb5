using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace CodeBench.Core.Reports.Page;

/// <summary>The templates that are parts of others: they are part of this assembly.</summary>
internal sealed class PageTemplates : IFileProvider
{
    /// <inheritdoc/>
    public IFileInfo GetFileInfo(string subpath) => new PageTemplate(subpath);

    /// <inheritdoc/>
    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    /// <inheritdoc/>
    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
