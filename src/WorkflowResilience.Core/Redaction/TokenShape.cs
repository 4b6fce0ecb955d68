namespace WorkflowResilience.Redaction;

/// <summary>Tokens that a fixed beginning gives away: it, and a run of characters.</summary>
/// <param name="Prefix">How they begin, case included.</param>
/// <param name="Charset">What follows.</param>
/// <param name="Min">How many characters follow at least.</param>
/// <param name="Max">How many at most; a longer run is no such token.</param>
/// <param name="Traits">What else must hold.</param>
internal sealed record TokenShape(string Prefix, Charset Charset, int Min, int Max, TokenTraits Traits)
{
    internal const int Unbounded = int.MaxValue;

    // What a token is made of shows early; reading runs again and again to their ends would take a square of time.
    private const int MostRead = 64;

    /// <summary>The rule of the anchors that these shapes give.</summary>
    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        var shape = (TokenShape)anchor.Row!;
        ReadOnlySpan<char> text = scan.Text;
        if (shape.Has(TokenTraits.WordStart) && !Boundary.IsBefore(text, at)) return;
        if (shape.Has(TokenTraits.StrictStart) && !Boundary.IsStrictlyBefore(text, at)) return;
        int start = at + shape.Prefix.Length;
        int end = scan.RunEnd(shape.Charset, start);
        while (end > start && text[end - 1] is '.' or '\\' or ':' or ',') end--;
        if (end - start < shape.Min || end - start > shape.Max) return;
        ReadOnlySpan<char> body = text[start..Math.Min(end, start + MostRead)];
        if (shape.Has(TokenTraits.Mixed) && !IsMixed(body)) return;
        if (shape.Has(TokenTraits.Random) && !Looks.Random(body)) return;
        scan.Replace(shape.Has(TokenTraits.KeepPrefix) ? start : at, end);
    }

    private static bool IsMixed(ReadOnlySpan<char> body) =>
        body.ContainsAnyInRange('0', '9') || (body.ContainsAnyInRange('A', 'Z') && body.ContainsAnyInRange('a', 'z'));

    private bool Has(TokenTraits trait) => (Traits & trait) == trait;
}
