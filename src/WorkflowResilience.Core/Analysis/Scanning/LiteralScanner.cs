using static System.FormattableString;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Finds all occurrences of all of its literals in one pass over bytes of UTF-8. Immutable and thread-safe: make one and share it.
/// </summary>
/// <remarks>
/// <para>
/// Every occurrence of every literal is reported, also where they overlap, in order of their ends; of those that end at the same place the longest comes first, and of those
/// with the same
/// length the one that is first in the list. The text may be any bytes: what is not UTF-8 matches nothing but itself.
/// </para>
/// <para>
/// The time is proportional to the length of the text and the number of hits, whatever the text and the literals. Scanning allocates nothing, except once for a scanner whose
/// literals are met so
/// often that it builds the automaton for such texts (see the decision on the scanner in the documentation).
/// </para>
/// </remarks>
public sealed class LiteralScanner
{
    private readonly ScanLiteral[] _literals;

    private LiteralScanner(ScanLiteral[] literals, SievePath path)
    {
        _literals = literals;
        Table = new ScanTable(literals, path);
    }

    /// <summary>What it looks for; a hit names a literal by its index in this list.</summary>
    public IReadOnlyList<ScanLiteral> Literals => _literals;

    internal ScanTable Table { get; }

    /// <summary>Makes a scanner.</summary>
    /// <param name="literals">What to look for. The same literal may be there twice, and both are reported.</param>
    /// <exception cref="ArgumentException">One of the literals is null; the message says which.</exception>
    public static LiteralScanner Create(IEnumerable<ScanLiteral> literals) => Create(literals, Sieve.WidestPath);

    internal static LiteralScanner Create(IEnumerable<ScanLiteral> literals, SievePath path)
    {
        ArgumentNullException.ThrowIfNull(literals);
        ScanLiteral[] all = [.. literals];
        int missing = Array.IndexOf(all, null);
        if (missing >= 0) throw new ArgumentException(Invariant($"Literal number {missing + 1} of {all.Length} is null; leave it out."), nameof(literals));
        return new LiteralScanner(all, path);
    }

    /// <summary>The hits in a text, found while they are enumerated: <c>foreach (ScanHit hit in scanner.Scan(text))</c>.</summary>
    /// <param name="text">The whole text, which must not change meanwhile.</param>
    public ScanHits Scan(ReadOnlySpan<byte> text) => Table.Scan(text);

    /// <summary>How many hits there are in a text.</summary>
    /// <param name="text">The whole text.</param>
    public long Count(ReadOnlySpan<byte> text) => Table.Count(text);

    /// <summary>Begins to scan a text that comes in pieces.</summary>
    public ScanFeed Start() => new(Table);
}
