namespace WorkflowResilience.Redaction;

/// <summary>All anchors of a set of rules and how they are found. Immutable.</summary>
internal sealed class AnchorSet
{
    private readonly TrigramFilter _filter;
    private readonly Dictionary<int, Anchor[]> _byCode;

    internal AnchorSet(IReadOnlyCollection<Anchor> anchors)
    {
        _filter = new TrigramFilter(anchors.Select(a => a.Literal));
        _byCode = anchors.GroupBy(a => TrigramFilter.Code(a.Literal)).ToDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>Applies the rules of all anchors in a text, from left to right.</summary>
    internal void Apply(ref RedactionScan scan)
    {
        ReadOnlySpan<char> text = scan.Text;
        for (int at = _filter.Next(text, 0, out int code); at >= 0; at = _filter.Next(text, at + 1, out code))
        {
            foreach (Anchor anchor in _byCode[code])
            {
                if (anchor.StandsAt(text, at)) anchor.Rule(ref scan, at, anchor);
            }
        }
    }
}
