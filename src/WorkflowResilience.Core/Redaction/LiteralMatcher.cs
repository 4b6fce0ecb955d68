namespace WorkflowResilience.Redaction;

/// <summary>
/// All of many literals in one pass, the longest at every place, in time that does not grow with their number: an automaton of Aho and Corasick ("Efficient string
/// matching", 1975), entered only where the first three characters of a literal may stand.
/// </summary>
internal sealed class LiteralMatcher
{
    private readonly TrigramFilter _filter;
    private readonly Dictionary<(int State, char Next), int> _steps = [];
    private readonly List<int> _failure = [0];
    private readonly List<int> _longest = [0];

    internal LiteralMatcher(IEnumerable<string> literals)
    {
        string[] all = [.. literals];
        _filter = new TrigramFilter(all);
        foreach (string literal in all) Insert(literal);
        Connect();
    }

    internal void Apply(ref RedactionScan scan)
    {
        ReadOnlySpan<char> text = scan.Text;
        int state = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (state == 0)
            {
                at = _filter.Next(text, at, out _);
                if (at < 0) return;
            }

            state = Step(state, text[at]);
            if (_longest[state] is > 0 and int length) scan.Replace(at + 1 - length, at + 1);
        }
    }

    private int Step(int state, char c)
    {
        for (; ; state = _failure[state])
        {
            if (_steps.TryGetValue((state, c), out int next)) return next;
            if (state == 0) return 0;
        }
    }

    private void Insert(string literal)
    {
        int state = 0;
        foreach (char c in literal)
        {
            if (!_steps.TryGetValue((state, c), out int next))
            {
                next = _failure.Count;
                _steps.Add((state, c), next);
                _failure.Add(0);
                _longest.Add(0);
            }

            state = next;
        }

        _longest[state] = literal.Length;
    }

    // Breadth first, so that where a state falls back to is known before it: states of one depth at a time.
    private void Connect()
    {
        ILookup<int, (char Next, int State)> children = _steps.ToLookup(s => s.Key.State, s => (s.Key.Next, s.Value));
        var queue = new Queue<int>(children[0].Select(c => c.State));
        while (queue.TryDequeue(out int parent))
        {
            foreach ((char next, int state) in children[parent])
            {
                int back = Step(_failure[parent], next);
                _failure[state] = back;
                _longest[state] = Math.Max(_longest[state], _longest[back]);
                queue.Enqueue(state);
            }
        }
    }
}
