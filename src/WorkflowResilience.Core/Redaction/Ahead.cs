namespace WorkflowResilience.Redaction;

/// <summary>What was found from a place on holds for every later place up to it; remembering it keeps repeated questions linear.</summary>
internal readonly record struct Ahead(int From, int Index)
{
    /// <summary>Nothing was looked for yet.</summary>
    internal static readonly Ahead Unknown = new(0, -1);

    /// <param name="from">From where it was looked for.</param>
    /// <param name="found">How far from there it was found; negative when it was not.</param>
    /// <param name="length">The length of the text, which stands for "nowhere".</param>
    internal static Ahead Of(int from, int found, int length) => new(from, found < 0 ? length : from + found);

    internal bool Covers(int from) => from >= From && from <= Index;
}
