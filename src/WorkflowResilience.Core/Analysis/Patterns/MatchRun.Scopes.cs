namespace WorkflowResilience.Analysis;

/// <content>Patterns whose literals may stand on other lines than their hits.</content>
internal sealed partial class MatchRun
{
    private const int MaxRemembered = 4096;

    private readonly List<PatternHit> _candidates = [];

    // In the order of their lines.
    private readonly List<(MatcherEntry Entry, int Line)> _far = [];
    private readonly HashSet<(int Pattern, LiteralUse Use, int Place)> _onLine = [];
    private bool _isFull;

    private void Remember(in PatternHit candidate)
    {
        if (_candidates.Count == MaxRemembered) Forget();
        if (_candidates.Count < MaxRemembered) _candidates.Add(candidate);
    }

    private void Remember(in MatcherEntry entry)
    {
        if (!_onLine.Add((entry.Pattern, entry.Use, entry.Place))) return;
        if (_far.Count == MaxRemembered) Forget();
        if (_far.Count < MaxRemembered) _far.Add((entry, _lineIndex));
    }

    // Decides what is near before all lines are known: what a text repeats at its beginning must not hide what stands at its end.
    private void Forget()
    {
        if (_isFull) return;
        int before = _candidates.Count + _far.Count, decided = _lineIndex - Near;
        _candidates.RemoveAll(hit =>
        {
            if (ScopeOf(hit.Pattern) != PatternScope.Near || hit.Line >= decided) return false;
            if (HoldsAround(hit)) Keep(hit);
            return true;
        });
        var seen = new HashSet<(int, LiteralUse, int)>();
        _far.RemoveAll(far => ScopeOf(far.Entry.Pattern) == PatternScope.Near ? far.Line < decided - Near : !seen.Add((far.Entry.Pattern, far.Entry.Use, far.Entry.Place)));

        // Trying again and again what frees next to nothing would take longer than linear time.
        _isFull = before - _candidates.Count - _far.Count < MaxRemembered / 8;
    }

    private PatternScope ScopeOf(int pattern) => _part.Table.Rules[pattern].Scope;

    // The rest is decided when all lines are known.
    private void Settle()
    {
        foreach (PatternHit hit in _candidates)
        {
            if (HoldsAround(hit)) Keep(hit);
        }

        _candidates.Clear();
        _far.Clear();
        _isFull = false;
    }

    private bool HoldsAround(in PatternHit hit)
    {
        PatternRule rule = _part.Table.Rules[hit.Pattern];
        int reach = rule.Scope == PatternScope.Near ? Near : int.MaxValue;
        for (int place = 0; place < rule.All; place++)
        {
            if (!Stands(hit, LiteralUse.All, place, reach)) return false;
        }

        return rule.Unless == 0 || !Stands(hit, LiteralUse.Unless, -1, reach);
    }

    private bool Stands(in PatternHit hit, LiteralUse use, int place, int reach)
    {
        for (int i = reach == int.MaxValue ? 0 : FirstFrom(hit.Line - reach); i < _far.Count; i++)
        {
            (MatcherEntry entry, int line) = _far[i];
            if (line - hit.Line > reach) return false;
            if (entry.Pattern == hit.Pattern && entry.Use == use && (place < 0 || entry.Place == place)) return true;
        }

        return false;
    }

    private int FirstFrom(int line)
    {
        int low = 0, high = _far.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_far[middle].Line < line) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
