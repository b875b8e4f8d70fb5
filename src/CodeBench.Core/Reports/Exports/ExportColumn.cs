namespace CodeBench.Core.Reports.Exports;

/// <summary>A column of a table that other programs read: its name, and where a row has its value. Every value may be null.</summary>
/// <typeparam name="T">What a row is.</typeparam>
public abstract record ExportColumn<T>
{
    private ExportColumn(string name) => Name = name;

    /// <summary>Its name, in snake_case.</summary>
    public string Name { get; }

    /// <summary>Texts.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="ValueOf">A row's value.</param>
    public sealed record Text(string Name, Func<T, string?> ValueOf) : ExportColumn<T>(Name);

    /// <summary>Whole numbers: 64 bits with a sign.</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="ValueOf">A row's value.</param>
    public sealed record Whole(string Name, Func<T, long?> ValueOf) : ExportColumn<T>(Name);

    /// <summary>Numbers with a fraction: 64 bits (IEEE 754).</summary>
    /// <param name="Name">The column's name.</param>
    /// <param name="ValueOf">A row's value.</param>
    public sealed record Real(string Name, Func<T, double?> ValueOf) : ExportColumn<T>(Name);
}
