namespace WorkflowResilience.Tests.Redaction;

/// <summary>Made-up secrets, put together at run time so that none stands in the tree.</summary>
internal static class Secret
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Letters and digits; every fifth is a digit, since what has none may be a word.</summary>
    internal static string Make(Random random, int length) => string.Concat(Enumerable.Range(1, length).Select(i => Letters[i % 5 == 0 ? random.Next(52, 62) : random.Next(Letters.Length)]));

    /// <summary>Whether four characters in a row of a secret stand in a redacted line; those that stand in the rest of the line anyway do not count.</summary>
    internal static bool Remains(string secret, string line, string redacted)
    {
        string rest = line.Replace(secret, "\0", StringComparison.Ordinal);
        for (int i = 0; i + 4 <= secret.Length; i++)
        {
            string part = secret.Substring(i, 4);
            if (redacted.Contains(part, StringComparison.Ordinal) && !rest.Contains(part, StringComparison.Ordinal)) return true;
        }

        return secret.Length > 0 && ReferenceEquals(line, redacted);
    }

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
