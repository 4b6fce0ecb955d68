namespace WorkflowResilience.Analysis;

/// <summary>
/// One automaton for the needles of either case and one for the ordinal ones: in a common tree a needle of the wrong case would be met again and again without being a hit.
/// </summary>
internal sealed class AutomatonPair(NeedleSet set)
{
    internal Automaton Folded { get; } = Of(set, ordinal: false);

    internal Automaton Exact { get; } = Of(set, ordinal: true);

    private static Automaton Of(NeedleSet set, bool ordinal)
    {
        var needles = new List<int>();
        for (int i = 0; i < set.Needles.Length; i++)
        {
            if (set.Needles[i].IsOrdinal == ordinal && !set.IsJoined(i)) needles.Add(i);
        }

        return new Automaton(new AutomatonPlan(set, needles), folds: !ordinal);
    }
}
