using System.Buffers;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>What a matcher found in one text, and the working memory for it, which its matcher uses again.</summary>
internal sealed partial class MatchRun(PatternMatcher matcher) : IDisposable
{
    /// <summary>How many lines before and behind a hit are near it.</summary>
    internal const int Near = 8;

    // Of a pattern that is met all over a text, the first hits and the last are kept.
    private const int HitsOfAPattern = 4;

    private readonly List<PatternHit> _hits = [];
    private readonly List<PatternHit> _assertions = [];
    private readonly List<(MatcherEntry Entry, int Start, int End)> _line = [];
    private readonly Dictionary<int, int> _counts = [];
    private readonly Dictionary<int, bool> _holds = [];
    private byte[] _bytes = [];
    private int _length;
    private MatcherPart _part = matcher.Parts[0];
    private int _firstPattern;
    private int _lineIndex;
    private int _lineStart;
    private int _lineEnd;

    /// <summary>The hits, those that begin first coming first.</summary>
    internal List<PatternHit> Hits => _hits;

    /// <summary>The hits of assertions, also those of which a report of many tests has too many to be kept as hits.</summary>
    internal List<PatternHit> Assertions => _assertions;

    /// <summary>The text, in UTF-8.</summary>
    internal ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _length);

    internal void Read(ReadOnlySpan<char> text)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length = Encoding.UTF8.GetBytes(text, _bytes);
        _firstPattern = 0;
        foreach (MatcherPart part in matcher.Parts)
        {
            _part = part;
            ReadPart();
            _firstPattern += part.Table.Rules.Length;
        }

        // In an order that the tables and the order of their scans have no part in.
        _hits.Sort(PatternHit.Compare);
        _assertions.Sort(PatternHit.Compare);
    }

    /// <summary>The line of a hit.</summary>
    internal ReadOnlySpan<byte> LineOf(in PatternHit hit) => Text.Slice(hit.LineStart, hit.LineLength);

    public void Dispose()
    {
        // What was read may not be secret, but it is the user's.
        ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        _bytes = [];
        _length = 0;
        _hits.Clear();
        _assertions.Clear();
        _candidates.Clear();
        _far.Clear();
        _line.Clear();
        _onLine.Clear();
        _counts.Clear();
        matcher.TakeBack(this);
    }

    private void ReadPart()
    {
        _lineIndex = 0;
        _lineStart = 0;
        _lineEnd = -1;
        PatternTable table = _part.Table;
        foreach (ScanHit hit in table.Scan.Scan(Text))
        {
            int start = (int)hit.Start, end = (int)hit.End;
            if (start >= _lineEnd) MoveTo(start);
            ReadOnlySpan<byte> line = Text[_lineStart.._lineEnd];
            foreach (ref readonly MatcherEntry entry in table.EntriesOf(hit.Literal))
            {
                if (_part.IsOut(entry.Pattern)) continue;
                if (entry.IsPlain) _line.Add((entry, start - _lineStart, end - _lineStart));
                else if (table.LiteralOf(entry).Around(line, start - _lineStart, end - _lineStart) is (var from, var to)) _line.Add((entry, from, to));
            }
        }

        CloseLine();
        Settle();
    }

    private void MoveTo(int start)
    {
        CloseLine();
        ReadOnlySpan<byte> between = Text[_lineStart..start];
        int feed = between.LastIndexOf((byte)'\n');
        if (feed >= 0)
        {
            _lineIndex += between.Count((byte)'\n');
            _lineStart += feed + 1;
        }

        int length = Text[start..].IndexOf((byte)'\n');
        _lineEnd = length < 0 ? _length : start + length;
    }

    private void CloseLine()
    {
        foreach ((MatcherEntry entry, int start, int end) in _line)
        {
            PatternRule rule = _part.Table.Rules[entry.Pattern];
            if (entry.Use != LiteralUse.Any)
            {
                if (rule.Scope != PatternScope.Line) Remember(entry);
                continue;
            }

            var hit = new PatternHit(entry.Pattern, _lineIndex, _lineStart, _lineEnd - _lineStart, start, end - start, entry.Weight);
            if (rule.Scope == PatternScope.Line)
            {
                if (!rule.AsksForMore || Holds(rule, entry.Pattern)) Keep(hit);
            }
            else
            {
                Remember(hit);
            }
        }

        _line.Clear();
        _holds.Clear();
        _onLine.Clear();
    }

    // Once a line: it is the same for each of a pattern's hits there, and a line may be full of them.
    private bool Holds(in PatternRule rule, int pattern)
    {
        if (_holds.TryGetValue(pattern, out bool holds)) return holds;
        return _holds[pattern] = HoldsOnLine(rule, pattern);
    }

    private bool HoldsOnLine(in PatternRule rule, int pattern)
    {
        int found = 0;
        for (int place = 0; place < rule.All; place++)
        {
            foreach ((MatcherEntry other, _, _) in _line)
            {
                if (other.Pattern != pattern || other.Use != LiteralUse.All || other.Place != place) continue;
                found++;
                break;
            }
        }

        if (found < rule.All) return false;
        foreach ((MatcherEntry other, _, _) in _line)
        {
            if (other.Pattern == pattern && other.Use == LiteralUse.Unless) return false;
        }

        return true;
    }

    // From here on a pattern has the index that it has in the matcher.
    private void Keep(in PatternHit found)
    {
        PatternHit hit = found with { Pattern = found.Pattern + _firstPattern };
        if (matcher.Patterns[hit.Pattern].Says == PatternMeaning.Assertion && _assertions.Count < MaxRemembered) _assertions.Add(hit);
        int count = _counts.GetValueOrDefault(hit.Pattern);
        _counts[hit.Pattern] = count + 1;
        if (count < HitsOfAPattern)
        {
            _hits.Add(hit);
            return;
        }

        int last = _hits.Count - 1;
        while (_hits[last].Pattern != hit.Pattern) last--;
        _hits.RemoveAt(last);
        _hits.Add(hit);
    }
}
