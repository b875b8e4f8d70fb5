using System.Text;
using CodeBench.Core.Faults;
using Microsoft.Extensions.FileProviders;

namespace CodeBench.Core.Reports.Page;

/// <summary>A template that is part of this assembly, as the template library asks for it.</summary>
internal sealed class PageTemplate(string name) : IFileInfo
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(EmbeddedText.Read(name));

    /// <inheritdoc/>
    public bool Exists => true;

    /// <inheritdoc/>
    public bool IsDirectory => false;

    /// <inheritdoc/>
    public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

    /// <inheritdoc/>
    public long Length => _text.Length;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string? PhysicalPath => null;

    /// <inheritdoc/>
    public Stream CreateReadStream() => new MemoryStream(_text, writable: false);
}
