using CodeBench.Core.Faults;
using CodeBench.Core.Problems.Translations;
using CodeBench.Testing;

namespace CodeBench.Core.Tests.Problems.Translations;

public sealed class TranslationReaderTests
{
    [Fact]
    public void Read_RightFile_GivesAllThatItSays()
    {
        var toy = ToyTranslation.Read();

        Assert.Equal(("toy", "ty", NameStyle.LowerCamel, 63), (toy.Id, toy.Extension, toy.Naming, toy.IntegerBits));
        Assert.Equal(["end"], toy.Reserved);
        Assert.Equal(["One", "Two", "Three"], toy.TupleNames);
        Assert.Equal(9, toy.Types!.Count);
        Assert.Equal("one row", toy.Terms["a list"]);
        Assert.Equal(["'", "\""], toy.Strings.Quotes);
        Assert.Equal(["\nstop"], toy.StopTokens);
    }

    [Theory]
    [InlineData("extension: ty", "extention: ty", "extention,extension", 1)]
    [InlineData("naming: lower_camel", "naming: camel", "naming", 2)]
    [InlineData("bool: Bool", "boolean: Bool", "types.boolean", 7)]
    [InlineData("List<{{ item }}>", "List<{{ itm }}>", "types.list", 11)]
    [InlineData("List<{{ item }}>", "List<{{ item }>", "types.list", 11)]
    [InlineData("boxed {{ type }}", "boxed {{ item }}", "inner_types.int", 15)]
    [InlineData("some: \"some({{ value }})\"", "sum: \"{{ value }}\"", "values.sum", 19)]
    [InlineData("{{ key }}={{ value }}", "{{ key }}={{ pairs }}", "values.pair", 29)]
    [InlineData("integer_bits: 63", "integer_bits: many", "integer_bits", 32)]
    [InlineData("integer_bits: 63", "dict_keys: [string]", "dict_keys", 32)]
    [InlineData("quotes: [\"'\", '\"']", "quotes: []", "strings.quotes", 34)]
    [InlineData("  call: \"{{ name }}({{ arguments | join: ', ' }})\"\n", "", "prompt.call", 39)]
    [InlineData("closing: \"ends\"", "end: \"ends\"", "tests.closing,tests.end", 45)]
    [InlineData("stops: [\"\\nstop\"]", "stops: []", "stops", 46)]
    public void Read_OneMistake_PointsAtIt(string right, string wrong, string fields, int line)
    {
        Assert.Contains(right, ToyTranslation.Text);
        var faults = Assert.Throws<InvalidInputException>(() => ToyTranslation.Read(ToyTranslation.Text.Replace(right, wrong))).Faults;

        Assert.Equal(fields.Split(',').Order(), faults.Select(fault => fault.Field!).Order());
        Assert.Contains(line, faults.Select(fault => fault.Line!.Value));
    }

    [Fact]
    public void Read_SeveralMistakes_ListsAllAtOnce() => Assert.Equal(
        ["naming", "stops", "values.true"],
        Assert.Throws<InvalidInputException>(() => ToyTranslation.Read(
            ToyTranslation.Text.Replace("lower_camel", "no").Replace("\"true\": \"yes\"", "\"true\": \"{{ yes }}\"").Replace("[\"\\nstop\"]", "stop"))).Faults.Select(fault => fault.Field!).Order());

    [Fact]
    public void Catalog_FolderWithATranslationAlone_IsALanguageToTranslateToAndNoOther()
    {
        using var folder = new TemporaryFolder();
        folder.Write("toy/translation.yaml", ToyTranslation.Text);
        folder.Write("other/notes.txt", "");

        var catalog = TranslationCatalog.Read(folder.Path);

        Assert.Equal("toy", Assert.Single(catalog.Translations).Id);
        Assert.Same(catalog.Find("toy"), catalog.Find("TY"));
        Assert.Empty(Core.Languages.LanguageCatalog.Read(folder.Path).Languages);
        Assert.Contains("toy", Assert.Throws<InvalidInputException>(() => catalog.Find("toi")).Message);
    }

    [Fact]
    public void Catalog_OfTheRepository_HasAtLeastTheFiveLanguagesOfTheStarterSuite() => Assert.Superset(
        new HashSet<string> { "java", "js", "php", "rb", "lua" },
        TranslationCatalog.Read(Repository.PathOf("languages")).Translations.Select(translation => translation.Extension).ToHashSet());
}
