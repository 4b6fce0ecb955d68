namespace WorkflowResilience;

/// <summary>
/// The edges of a workflow as indices in order of declaration. Nothing here recurses, so that a long chain cannot exhaust the stack.
/// </summary>
internal sealed class StageGraph
{
    private readonly int[][] _before;
    private readonly List<int>[] _after;

    /// <param name="before">For each stage the indices of the stages that must end before it; no index of its own, none twice.</param>
    internal StageGraph(int[][] before)
    {
        _before = before;
        _after = [.. before.Select(static _ => new List<int>())];
        for (int stage = 0; stage < before.Length; stage++)
        {
            foreach (int predecessor in before[stage]) _after[predecessor].Add(stage);
        }
    }

    /// <summary>
    /// Kahn's order: of the stages that may run next, the one declared first comes first. Stages that wait for each other are returned as circles, each in the order of
    /// running from its first declared stage; a stage is in one circle at most.
    /// </summary>
    internal int[] Order(out List<int[]> circles)
    {
        int[] open = [.. _before.Select(static b => b.Length)];
        List<int> order = [];
        circles = [];
        PriorityQueue<int, int> ready = new();
        bool[] done = new bool[open.Length];
        for (int stage = 0; stage < open.Length; stage++)
        {
            if (open[stage] == 0) ready.Enqueue(stage, stage);
        }

        int first = 0;
        while (true)
        {
            while (ready.TryDequeue(out int stage, out _))
            {
                order.Add(stage);
                Finish(stage);
            }

            while (first < done.Length && done[first]) first++;
            if (first == done.Length) return [.. order];
            circles.Add(Circle(first, done));
            Cut(circles[^1]);
        }

        void Cut(int[] circle)
        {
            // Marked before anything is released: a member must not become ready because of another one.
            foreach (int stage in circle) done[stage] = true;
            foreach (int stage in circle) Finish(stage);
        }

        void Finish(int stage)
        {
            done[stage] = true;
            foreach (int next in _after[stage])
            {
                if (--open[next] == 0 && !done[next]) ready.Enqueue(next, next);
            }
        }
    }

    /// <summary>All stages that a stage waits for, directly or not.</summary>
    internal HashSet<int> Ancestors(int stage) => Reach(stage, s => _before[s]);

    /// <summary>All stages that wait for a stage, directly or not.</summary>
    internal HashSet<int> Descendants(int stage) => Reach(stage, s => _after[s]);

    private static HashSet<int> Reach(int start, Func<int, IEnumerable<int>> next)
    {
        HashSet<int> reached = [];
        Stack<int> open = new([start]);
        while (open.TryPop(out int stage))
        {
            foreach (int neighbour in next(stage))
            {
                if (reached.Add(neighbour)) open.Push(neighbour);
            }
        }

        return reached;
    }

    // Every stage that is not done waits for another that is not done, so walking back must come round.
    private int[] Circle(int start, bool[] done)
    {
        List<int> path = [];
        Dictionary<int, int> seen = [];
        int stage = start;
        for (; seen.TryAdd(stage, path.Count); stage = _before[stage].First(b => !done[b])) path.Add(stage);
        path.RemoveRange(0, seen[stage]);
        path.Reverse();
        int first = path.IndexOf(path.Min());
        return [.. path[first..], .. path[..first]];
    }
}
