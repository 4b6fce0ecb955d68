namespace WorkflowResilience;

/// <summary>The id of a failure: <c>F-</c> and thirteen characters of Crockford's base 32 (no I, L, O, U), which people can read out without mistakes.</summary>
internal static class FailureId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    internal static string Text(ulong number) => string.Create(15, number, static (text, rest) =>
    {
        text[0] = 'F';
        text[1] = '-';
        for (int i = text.Length - 1; i >= 2; i--)
        {
            text[i] = Alphabet[(int)(rest & 31)];
            rest >>= 5;
        }
    });

    /// <summary>The number of an id; 0 for a text that is none.</summary>
    internal static ulong Number(string id)
    {
        if (id.Length != 15 || !id.StartsWith("F-", StringComparison.Ordinal)) return 0;
        ulong number = 0;
        foreach (char c in id.AsSpan(2))
        {
            int digit = Alphabet.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0) return 0;
            number = (number << 5) | (uint)digit;
        }

        return number;
    }
}
