using System.Security.Cryptography;
using CodeBench.Core.Programs;

namespace CodeBench.Core.Tests.Programs;

public sealed class ProofWordTests
{
    [Fact]
    public void Fresh_Words_AreNeverTheSameAndSafeInAnyLanguage()
    {
        using var source = RandomNumberGenerator.Create();
        var words = Enumerable.Range(0, 1000).Select(_ => ProofWord.Fresh(source).Text).ToList();

        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.All(words, word => Assert.Matches("^[a-z][a-z0-9]{32,}$", word));
    }

    [Fact]
    public void Fresh_Source_IsWhereTheRandomnessComesFrom()
    {
        using var source = new CountingSource();

        Assert.Equal("proof000102030405060708090a0b0c0d0e0f", ProofWord.Fresh(source).Text);
    }

    private sealed class CountingSource : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data)
        {
            for (var i = 0; i < data.Length; i++)
            {
                data[i] = (byte)i;
            }
        }
    }
}
