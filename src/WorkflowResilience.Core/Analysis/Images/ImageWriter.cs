namespace WorkflowResilience.Analysis;

/// <summary>Writes packs as a <see cref="PatternImage"/>: the same packs always give the same bytes.</summary>
/// <remarks>
/// Not part of what a program that uses the library runs: the image is made when packs have changed. In this order: the counts; the needles and what they stand for; the rules; the
/// order of the ids; the patterns; their tests; the packs.
/// </remarks>
internal static class ImageWriter
{
    /// <summary>The image of packs.</summary>
    /// <param name="packs">Packs that neither override nor disable one another's patterns.</param>
    /// <exception cref="ArgumentException">They do; the message says which.</exception>
    internal static byte[] Write(IReadOnlyList<PatternPack> packs)
    {
        FailurePattern[] patterns = [.. packs.SelectMany(pack => pack.Patterns)];
        if (patterns.GroupBy(pattern => pattern.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The id {twice.Key} stands twice in the packs; give one of the two patterns another.", nameof(packs));
        if (packs.FirstOrDefault(pack => pack.Disabled.Count > 0) is { } disabling)
            throw new ArgumentException($"The pack {disabling.Name} disables patterns; remove them from the packs that come with the library.", nameof(packs));
        PatternTable table = PatternTableBuilder.Of(patterns);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(PatternImage.Mark);
        foreach (int count in new[] { patterns.Length, table.WildLiterals, table.Scan.Set.Needles.Length, table.Scan.Set.Values.Length }) writer.Write7BitEncodedInt(count);
        WriteNeedles(writer, table);
        WriteRest(writer, packs, patterns);
        return stream.ToArray();
    }

    private static void WriteNeedles(BinaryWriter writer, PatternTable table)
    {
        NeedleSet set = table.Scan.Set;
        byte[] shorts = table.Scan.Sieve.Shorts ?? [];
        writer.Write7BitEncodedInt(shorts.Length);
        writer.Write(shorts);
        writer.Write(set.Values);
        int[] offsets = new int[set.Needles.Length];
        foreach (GramIndex.Entry entry in table.Scan.Index.Entries) offsets[entry.Needle] = entry.Offset;
        writer.Write7BitEncodedInt(Enumerable.Range(0, offsets.Length).Sum(i => table.EntriesOf(i).Length));
        for (int i = 0; i < offsets.Length; i++)
        {
            ref readonly Needle needle = ref set.Needles[i];
            writer.Write7BitEncodedInt(needle.Length);
            writer.Write7BitEncodedInt(offsets[i]);
            writer.Write(ImageTable.Shape(needle.IsOrdinal, needle.Before, needle.After));
            ReadOnlySpan<MatcherEntry> entries = table.EntriesOf(needle.Literal);
            writer.Write7BitEncodedInt(entries.Length);
            foreach (MatcherEntry entry in entries)
            {
                writer.Write7BitEncodedInt(entry.Pattern);
                writer.Write7BitEncodedInt(ImageTable.Place(entry.Place, entry.Use));
                writer.Write7BitEncodedInt(entry.Wild + 1);
                if (!entry.IsPlain) writer.Write7BitEncodedInt(entry.Weight);
            }
        }
    }

    private static void WriteRest(BinaryWriter writer, IReadOnlyList<PatternPack> packs, FailurePattern[] patterns)
    {
        byte[][] stored = [.. patterns.Select(pattern => Bytes(part => StoredPattern.Write(part, pattern)))];
        byte[][] tests = [.. patterns.Select(pattern => Bytes(part =>
        {
            part.WriteTexts(pattern.Matches);
            part.WriteTexts(pattern.MatchesNot);
        }))];
        for (int i = 0; i < patterns.Length; i++)
        {
            PatternRule rule = PatternRule.Of(patterns[i]);
            foreach (int number in new[] { rule.Any, rule.All, rule.Unless, (int)rule.Scope, stored[i].Length, tests[i].Length }) writer.Write7BitEncodedInt(number);
        }

        foreach (int pattern in Enumerable.Range(0, patterns.Length).OrderBy(i => patterns[i].Id, StringComparer.Ordinal)) writer.Write7BitEncodedInt(pattern);
        foreach (byte[] part in stored) writer.Write(part);
        foreach (byte[] part in tests) writer.Write(part);
        writer.Write7BitEncodedInt(packs.Count);
        foreach (PatternPack pack in packs)
        {
            writer.Write(pack.Name);
            writer.Write(pack.Version);
            writer.Write(pack.Source);
            writer.Write7BitEncodedInt(pack.Patterns.Count);
        }
    }

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        return stream.ToArray();
    }
}
