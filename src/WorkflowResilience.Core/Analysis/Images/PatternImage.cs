namespace WorkflowResilience.Analysis;

/// <summary>
/// Packs in the form in which they are ready soonest: what finds their literals is made of tables at once, the patterns themselves are read one by one when they are asked for.
/// Immutable and thread-safe.
/// </summary>
internal sealed class PatternImage
{
    private readonly ImagePatterns _patterns;
    private readonly Lazy<PatternPack[]> _packs;

    /// <summary>Reads an image.</summary>
    /// <param name="bytes">What <see cref="ImageWriter"/> wrote; kept, as the patterns are read from it later.</param>
    /// <exception cref="InvalidDataException">It is an image of another form, or none.</exception>
    internal PatternImage(ReadOnlyMemory<byte> bytes)
    {
        var cursor = new ImageCursor(bytes.Span);
        if (!cursor.Bytes(Mark.Length).SequenceEqual(Mark)) throw new InvalidDataException("This is no image of patterns, or one of another form; make it again.");
        int patterns = cursor.Int(), wild = cursor.Int(), needles = cursor.Int(), values = cursor.Int();
        (ScanTable scan, MatcherEntry[] entries, int[] starts) = ImageTable.Read(ref cursor, needles, values);
        var rules = new PatternRule[patterns];
        int[] lengths = new int[patterns], tests = new int[patterns];
        for (int i = 0; i < patterns; i++)
        {
            rules[i] = new PatternRule((ushort)cursor.Int(), (ushort)cursor.Int(), (ushort)cursor.Int(), (PatternScope)cursor.Int());
            lengths[i] = cursor.Int();
            tests[i] = cursor.Int();
        }

        int[] byId = new int[patterns];
        for (int i = 0; i < patterns; i++) byId[i] = cursor.Int();
        _patterns = new ImagePatterns(bytes[cursor.At..], lengths, tests, byId);
        _packs = new Lazy<PatternPack[]>(PacksOf);
        Table = new PatternTable(_patterns, rules, scan, entries, starts, new PatternLiteral?[wild]);
    }

    /// <summary>What an image begins with; the last byte tells its form.</summary>
    internal static ReadOnlySpan<byte> Mark => "WFP\u0001"u8;

    internal PatternTable Table { get; }

    internal IReadOnlyList<PatternPack> Packs => _packs.Value;

    /// <summary>The ids of the patterns, read without them.</summary>
    internal IEnumerable<string> Ids => _patterns.Ids();

    /// <summary>The index of the pattern with an id; negative when there is none.</summary>
    internal int IndexOf(string id) => _patterns.IndexOf(id);

    /// <summary>The pattern with an id; null when there is none.</summary>
    internal FailurePattern? Find(string id) => IndexOf(id) is var index and >= 0 ? _patterns[index] : null;

    /// <summary>The pack that a pattern is from; null when it is from none of these.</summary>
    internal PatternPack? PackOf(FailurePattern pattern)
    {
        int index = IndexOf(pattern.Id), pack = 0;
        if (index < 0 || !ReferenceEquals(_patterns[index], pattern)) return null;
        for (; index >= Packs[pack].Patterns.Count; pack++) index -= Packs[pack].Patterns.Count;
        return Packs[pack];
    }

    private PatternPack[] PacksOf()
    {
        ImageCursor cursor = _patterns.AtEnd();
        var packs = new PatternPack[cursor.Int()];
        int first = 0;
        for (int i = 0; i < packs.Length; i++)
        {
            string name = cursor.Text(), version = cursor.Text(), source = cursor.Text();
            var patterns = new ListPart<FailurePattern>(_patterns, first, cursor.Int());
            packs[i] = new PatternPack(name, version, patterns, [], source);
            first += patterns.Count;
        }

        return packs;
    }
}
