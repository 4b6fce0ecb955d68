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
}
