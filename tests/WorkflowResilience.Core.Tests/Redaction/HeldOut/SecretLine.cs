namespace WorkflowResilience.Tests.Redaction;

/// <summary>A line that holds secrets, and what of it would give them away.</summary>
internal sealed class SecretLine
{
    private const int Telling = 4;

    private readonly HashSet<string> _telling = new(StringComparer.Ordinal);

    /// <param name="text">The line.</param>
    /// <param name="around">What stands around its secrets.</param>
    /// <param name="secrets">Where each secret begins, and which of its characters were drawn.</param>
    internal SecretLine(string text, IEnumerable<string> around, IEnumerable<(int From, bool[] Random)> secrets)
    {
        Text = text;
        foreach ((int from, bool[] random) in secrets)
        {
            // A prefix that all secrets of a shape share gives nothing away.
            for (int i = 0; i + Telling <= random.Length; i++)
            {
                if (random.AsSpan(i, Telling).Contains(true)) _telling.Add(text.Substring(from + i, Telling));
            }
        }

        foreach (string part in around)
        {
            for (int i = 0; i + Telling <= part.Length; i++) _telling.Remove(part.Substring(i, Telling));
        }
    }

    internal string Text { get; }

    /// <summary>Whether there is anything to find: a secret that its surroundings repeat proves nothing.</summary>
    internal bool HoldsSecret => _telling.Count > 0;

    /// <summary>No four consecutive characters of a secret are left in it.</summary>
    internal bool IsGoneFrom(string redacted) => !_telling.Any(t => redacted.Contains(t, StringComparison.Ordinal));
}
