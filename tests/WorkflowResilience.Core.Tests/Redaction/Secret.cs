namespace WorkflowResilience.Tests.Redaction;

/// <summary>Made-up secrets, put together at run time so that none stands in the tree.</summary>
internal static class Secret
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    internal static string Make(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));

    /// <summary>Whether eight characters in a row of the secret stand in a text.</summary>
    internal static bool LeaksFrom(string secret, string text)
    {
        for (int i = 0; i + 8 <= secret.Length; i++)
        {
            if (text.Contains(secret.Substring(i, 8), StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
