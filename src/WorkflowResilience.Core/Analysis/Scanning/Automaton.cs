namespace WorkflowResilience.Analysis;

/// <summary>
/// Needles as a tree of their bytes with links to the longest suffix that is in the tree as well (Aho and Corasick, 1975): reads any text in at most two steps a byte, however
/// its needles overlap.
/// Nodes are numbered level by level, so that the children of a node are neighbours: seventeen bytes a node.
/// </summary>
internal sealed class Automaton
{
    internal const int Root = 0;

    private readonly bool _folds;
    private readonly byte[] _labels;
    private readonly int[] _children;
    private readonly int[] _suffixes;
    private readonly int[] _endings;
    private readonly int[] _found;
    private readonly int[] _needles;
    private readonly int[] _fromRoot = new int[256];

    internal Automaton(AutomatonPlan plan, bool folds)
    {
        _folds = folds;
        _labels = [.. plan.Labels];
        _children = [.. plan.Children, _labels.Length];
        _found = [.. plan.Found, plan.Needles.Count];
        _needles = [.. plan.Needles];
        _suffixes = new int[_labels.Length];
        _endings = new int[_labels.Length];
        for (int child = _children[Root]; child < _children[Root + 1]; child++) _fromRoot[_labels[child]] = child;
        for (int node = 1; node < _labels.Length; node++) Link(node);
    }

    /// <summary>How many nodes there are.</summary>
    internal int Size => _labels.Length;

    /// <summary>The node after one more byte; steps grows by the links that were followed.</summary>
    internal int Step(int node, byte value, ref long steps)
    {
        if (_folds && char.IsAsciiLetterUpper((char)value)) value |= 0x20;
        for (; ; node = _suffixes[node])
        {
            steps++;
            if (node == Root) return _fromRoot[value];
            if (Child(node, value) is int child and >= 0) return child;
        }
    }

    /// <summary>The first node, from this one along the suffixes, at which needles end; the root when there is none.</summary>
    internal int FirstEnding(int node) => HasNeedles(node) ? node : _endings[node];

    /// <summary>The next of them.</summary>
    internal int NextEnding(int node) => _endings[node];

    /// <summary>The needles that end at a node.</summary>
    internal ReadOnlySpan<int> NeedlesAt(int node) => _needles.AsSpan(_found[node], _found[node + 1] - _found[node]);

    private bool HasNeedles(int node) => _found[node] != _found[node + 1];

    private int Child(int node, byte value)
    {
        int first = _children[node], count = _children[node + 1] - first;
        if (count == 1) return _labels[first] == value ? first : -1;
        int index = _labels.AsSpan(first, count).IndexOf(value);
        return index < 0 ? -1 : first + index;
    }

    // Parents come before their children, and suffixes, being shorter, before both: the children of a node are linked while it is visited.
    private void Link(int node)
    {
        _endings[node] = FirstEnding(_suffixes[node]);
        long steps = 0;
        for (int child = _children[node]; child < _children[node + 1]; child++) _suffixes[child] = Step(_suffixes[node], _labels[child], ref steps);
    }
}
