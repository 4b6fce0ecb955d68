namespace WorkflowResilience.Redaction;

/// <summary>
/// Replaces secrets in a text by <see cref="Marker"/>. Passes from left to right over anchors, literals that a secret begins with or that names end with; time is linear in
/// the text whatever it holds, and a text without secrets is returned as it is, without allocating.
/// </summary>
internal static class Redactor
{
    /// <summary>What stands in a secret's place. No rule redacts it again.</summary>
    internal const string Marker = "***";

    /// <summary>The character that the marker is made of.</summary>
    internal const char MarkerChar = '*';

    /// <summary>A replaced secret may join what it kept apart, so passes are repeated until one changes nothing; a text that takes more than this is not trusted.</summary>
    internal const int MaxPasses = 8;

    /// <summary>The text without its secrets. Redacting the result again gives the same instance.</summary>
    /// <exception cref="InvalidOperationException">The text still changed in the last permitted pass.</exception>
    internal static string Redact(string text)
    {
        RuleSet rules = Secrets.Current.Rules;
        for (int pass = 0; pass < MaxPasses; pass++)
        {
            string redacted = rules.Pass(text);
            if (ReferenceEquals(redacted, text)) return text;
            text = redacted;
        }

        throw new InvalidOperationException("The text did not settle.");
    }

    /// <summary>The value of something with a name, as of a header or a variable: replaced as a whole when the name holds secrets, else redacted as a text.</summary>
    internal static string RedactNamed(string name, string value)
    {
        bool secret = SecretNames.Of(name) >= NameStrength.Likely || Secrets.Current.Names.Any(n => EndsWith(name, n));
        return secret && !Placeholders.Contains(value) && !bool.TryParse(value, out _) ? Marker : Redact(value);
    }

    private static bool EndsWith(string name, string ending)
    {
        Span<char> a = stackalloc char[SecretNames.LongestName], b = stackalloc char[SecretNames.LongestName];
        return a[..SecretNames.Fold(name, a)].EndsWith(b[..SecretNames.Fold(ending, b)]);
    }
}
