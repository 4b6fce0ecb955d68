namespace WorkflowResilience.Analysis;

/// <summary>The tree of needles, level by level: a node is a run of the sorted needles that have their first bytes in common.</summary>
internal sealed class AutomatonPlan
{
    private readonly NeedleSet _set;
    private readonly int[] _sorted;

    internal AutomatonPlan(NeedleSet set, IEnumerable<int> needles)
    {
        _set = set;
        _sorted = [.. needles];
        Array.Sort(_sorted, (a, b) => set.BytesOf(a).SequenceCompareTo(set.BytesOf(b)));
        List<(int From, int To)> level = [(0, _sorted.Length)];
        Labels.Add(0);
        for (int depth = 0; level.Count > 0; depth++)
        {
            List<(int From, int To)> below = [];
            int firstBelow = Labels.Count;
            foreach ((int from, int to) in level) Visit(from, to, depth, firstBelow, below);
            level = below;
        }
    }

    /// <summary>The byte that leads to each node.</summary>
    internal List<byte> Labels { get; } = [];

    /// <summary>The first child of each node; its last is the one before the next node's first.</summary>
    internal List<int> Children { get; } = [];

    /// <summary>Where in <see cref="Needles"/> those of each node begin.</summary>
    internal List<int> Found { get; } = [];

    internal List<int> Needles { get; } = [];

    private void Visit(int from, int to, int depth, int firstBelow, List<(int From, int To)> below)
    {
        Children.Add(firstBelow + below.Count);
        Found.Add(Needles.Count);

        // What ends here is a prefix of the rest of the run and stands before it.
        for (; from < to && _set.BytesOf(_sorted[from]).Length == depth; from++) Needles.Add(_sorted[from]);
        for (int start = from; from < to; start = from)
        {
            byte label = _set.BytesOf(_sorted[start])[depth];
            while (from < to && _set.BytesOf(_sorted[from])[depth] == label) from++;
            Labels.Add(label);
            below.Add((start, from));
        }
    }
}
