using System.Security.Cryptography;
using System.Text;

namespace CodeBench.Core.Tests;

/// <summary>Hashes that pin texts that must not be committed.</summary>
internal static class Hashes
{
    /// <summary>SHA-256 of a text as UTF-8, lower-case hexadecimal.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
