using System.Runtime.InteropServices;

namespace WorkflowResilience.Analysis;

/// <summary>Makes a table of patterns: literals of which the same is sought share it.</summary>
internal sealed class PatternTableBuilder
{
    private readonly Dictionary<(string Text, bool Ordinal, ScanEdge Before, ScanEdge After), int> _sought = [];
    private readonly List<ScanLiteral> _literals = [];
    private readonly List<(int Sought, MatcherEntry Entry)> _entries = [];
    private readonly List<PatternLiteral> _wild = [];

    /// <summary>A table of patterns whose literals are known to be right.</summary>
    internal static PatternTable Of(IEnumerable<FailurePattern> patterns)
    {
        FailurePattern[] all = [.. patterns];
        var builder = new PatternTableBuilder();
        for (int i = 0; i < all.Length; i++)
        {
            builder.Add(i, all[i].IsOrdinal, all[i].Any, LiteralUse.Any);
            builder.Add(i, all[i].IsOrdinal, all[i].All, LiteralUse.All);
            builder.Add(i, all[i].IsOrdinal, all[i].Unless, LiteralUse.Unless);
        }

        return builder.Made(all);
    }

    private PatternTable Made(FailurePattern[] patterns)
    {
        int[] starts = new int[_literals.Count + 1];
        foreach ((int sought, _) in _entries) starts[sought + 1]++;
        for (int i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        int[] next = [.. starts];
        var entries = new MatcherEntry[_entries.Count];
        foreach ((int sought, MatcherEntry entry) in _entries) entries[next[sought]++] = entry;
        return new PatternTable(patterns, [.. patterns.Select(PatternRule.Of)], new ScanTable([.. _literals], Sieve.WidestPath), entries, starts, [.. _wild]);
    }

    private void Add(int pattern, bool ordinal, IReadOnlyList<string> texts, LiteralUse use)
    {
        for (int place = 0; place < texts.Count; place++)
        {
            PatternLiteral literal = PatternLiteral.Read(texts[place], ordinal, out string? problem) ?? throw new ArgumentException(problem, nameof(texts));
            ScanLiteral sought = literal.Sought;
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_sought, (Folded(sought), sought.IsOrdinal, sought.Before, sought.After), out bool known);
            if (!known)
            {
                index = _literals.Count;
                _literals.Add(sought);
            }

            int wild = MatcherEntry.Plain;
            if (!literal.IsPlain)
            {
                wild = _wild.Count;
                _wild.Add(literal);
            }

            _entries.Add((index, new MatcherEntry(pattern, use, (ushort)place, (ushort)literal.Weight, wild)));
        }
    }

    // As the scanner has it: only letters of ASCII have two cases.
    private static string Folded(ScanLiteral sought) => sought.IsOrdinal ? sought.Text : string.Create(sought.Text.Length, sought.Text, static (folded, text) =>
    {
        for (int i = 0; i < folded.Length; i++) folded[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
    });
}
