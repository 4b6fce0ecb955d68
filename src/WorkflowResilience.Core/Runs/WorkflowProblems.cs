using static System.FormattableString;

namespace WorkflowResilience;

/// <summary>Checks what a workflow was described with, and keeps the edges that are sound so that circles among them are found as well.</summary>
internal sealed class WorkflowProblems
{
    private const int LongestPathShown = 12;

    // Each hint compares with every name; whoever mistyped more has one mistake in a generator, not twenty in typing.
    private const int MostHints = 20;

    private readonly StageDefinition[] _stages;
    private int _hints;

    internal WorkflowProblems(string name, StageDefinition[] stages)
    {
        _stages = stages;
        if (!WorkflowStage.TryCreate(name, out _)) All.Add($"The name '{name}' is not a letter followed by up to {WorkflowStage.MaxLength - 1} letters, digits or hyphens.");
        if (stages.Length == 0) All.Add("There are no stages; give at least one.");
        for (int i = 0; i < stages.Length; i++) AddStage(i);
        Edges = [.. stages.Select(stage => stage is null ? [] : EdgesOf(stage))];
    }

    /// <summary>All problems so far, in order of declaration.</summary>
    internal List<string> All { get; } = [];

    /// <summary>The first place of each stage.</summary>
    internal Dictionary<WorkflowStage, int> Index { get; } = [];

    /// <summary>For each place the places of its known predecessors, without itself and without repetition.</summary>
    internal int[][] Edges { get; }

    internal void AddCircles(List<int[]> circles)
    {
        foreach (int[] circle in circles)
        {
            string[] path = [.. circle.Append(circle[0]).Select(i => _stages[i].Stage.Name)];
            if (path.Length > LongestPathShown)
                path = [.. path[..(LongestPathShown / 2)], Invariant($"({path.Length - LongestPathShown} more)"), .. path[^(LongestPathShown / 2)..]];
            All.Add($"Stages wait for each other: {string.Join(" → ", path)}; remove one of these edges.");
        }
    }

    private void AddStage(int place)
    {
        if (_stages[place] is not { } stage)
            All.Add(Invariant($"Stage number {place + 1} is null; remove it."));
        else if (stage.Stage.IsNone)
            All.Add(Invariant($"Stage number {place + 1} has no name; give it one."));
        else if (!Index.TryAdd(stage.Stage, place))
            All.Add($"The stage '{stage.Stage}' is declared twice; remove or rename one.");

        if (_stages[place] is not { } known) return;
        if (known.Version < 1) All.Add(Invariant($"The stage '{known.Stage}' has version {known.Version}; versions begin at 1."));
        if (!Enum.IsDefined(known.Criticality))
            All.Add($"The stage '{known.Stage}' has criticality {known.Criticality}; it must be {EnumText.Names<StageCriticality>()}.");
    }

    private int[] EdgesOf(StageDefinition stage)
    {
        List<int> edges = [];
        HashSet<WorkflowStage> seen = [];
        foreach (WorkflowStage before in stage.After)
        {
            if (before.IsNone)
                All.Add($"The stage '{stage.Stage}' comes after a stage without a name; remove it.");
            else if (!seen.Add(before))
                All.Add($"The stage '{stage.Stage}' names '{before}' twice as a stage to come after; once is enough.");
            else if (before == stage.Stage)
                All.Add($"The stage '{stage.Stage}' comes after itself; remove that edge.");
            else if (!Index.TryGetValue(before, out int index))
                All.Add($"The stage '{stage.Stage}' comes after '{before}', which is not declared{Hint(before, stage.Stage)}.");
            else
                edges.Add(index);
        }

        return [.. edges];
    }

    private string Hint(WorkflowStage unknown, WorkflowStage except) =>
        _hints++ < MostHints ? NearestName.Hint(unknown.Name, Index.Keys.Where(k => k != except).Select(k => k.Name)) : "";
}
