using System.Diagnostics.CodeAnalysis;

namespace WorkflowResilience;

/// <summary>What a workflow consists of: its stages, their versions and which must end before which begins. There are no circles.</summary>
/// <remarks>Immutable and thread-safe. It describes; it runs nothing by itself.</remarks>
public sealed class WorkflowDefinition
{
    private readonly Dictionary<WorkflowStage, int> _index;
    private readonly StageGraph _graph;

    private WorkflowDefinition(string name, StageDefinition[] stages, Dictionary<WorkflowStage, int> index, StageGraph graph, int[] order)
    {
        Name = name;
        Stages = stages.AsReadOnly();
        _index = index;
        _graph = graph;
        Order = Array.AsReadOnly(Array.ConvertAll(order, i => stages[i].Stage));
    }

    /// <summary>The workflow's name.</summary>
    public string Name { get; }

    /// <summary>The stages in order of declaration.</summary>
    public IReadOnlyList<StageDefinition> Stages { get; }

    /// <summary>The stages in an order in which they can run one by one: of those that may run next, the one declared first.</summary>
    public IReadOnlyList<WorkflowStage> Order { get; }

    /// <summary>A stage by name.</summary>
    /// <param name="stage">The name.</param>
    /// <exception cref="KeyNotFoundException">The workflow has no such stage; the message names the nearest.</exception>
    public StageDefinition this[WorkflowStage stage] => Stages[IndexOf(stage)];

    /// <summary>Makes a definition.</summary>
    /// <param name="name">A letter followed by up to 62 letters, digits or hyphens.</param>
    /// <param name="stages">The stages; at least one. They may be declared in any order.</param>
    /// <returns>The definition.</returns>
    /// <exception cref="ResilienceConfigurationException">
    /// A bad name, no stages, a stage twice, a bad version, an unknown predecessor, one named twice, or stages that wait for each other: all problems at once.
    /// </exception>
    public static WorkflowDefinition Create(string name, params IReadOnlyList<StageDefinition> stages)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(stages);
        StageDefinition[] copy = [.. stages];
        WorkflowProblems problems = new(name, copy);
        StageGraph graph = new(problems.Edges);
        int[] order = graph.Order(out List<int[]> circles);
        problems.AddCircles(circles);
        if (problems.All.Count > 0) throw new ResilienceConfigurationException($"The workflow '{name}'", problems.All);
        return new WorkflowDefinition(name, copy, problems.Index, graph, order);
    }

    /// <summary>Looks for a stage.</summary>
    /// <param name="stage">The name.</param>
    /// <param name="definition">The stage, or null.</param>
    /// <returns>Whether the workflow has it.</returns>
    public bool TryGet(WorkflowStage stage, [NotNullWhen(true)] out StageDefinition? definition)
    {
        definition = _index.TryGetValue(stage, out int index) ? Stages[index] : null;
        return definition is not null;
    }

    /// <summary>Every stage that must have ended before a stage begins, directly or not.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The stages in the order of <see cref="Order"/>, without the stage itself.</returns>
    /// <exception cref="KeyNotFoundException">The workflow has no such stage.</exception>
    public IReadOnlyList<WorkflowStage> AncestorsOf(WorkflowStage stage) => InOrder(_graph.Ancestors(IndexOf(stage)));

    /// <summary>Every stage that waits for a stage, directly or not.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The stages in the order of <see cref="Order"/>, without the stage itself.</returns>
    /// <exception cref="KeyNotFoundException">The workflow has no such stage.</exception>
    public IReadOnlyList<WorkflowStage> DescendantsOf(WorkflowStage stage) => InOrder(_graph.Descendants(IndexOf(stage)));

    /// <summary>The definition as text, the same on every machine and in every culture; two definitions that say the same have the same text.</summary>
    /// <returns>One <c>name = value</c> line for each member, separated by line feeds.</returns>
    public string ToCanonicalText()
    {
        CanonicalText text = new();
        text.Add("Name", Name);
        text.Add("Stages.Count", Stages.Count);
        for (int i = 0; i < Stages.Count; i++)
        {
            StageDefinition stage = Stages[i];
            string path = CanonicalText.Element("Stages", i);
            text.Add(path, stage.Stage.Name);
            text.Add(path + ".Version", stage.Version);
            text.Add(path + ".Criticality", stage.Criticality.ToString());
            text.Add(path + ".After", stage.After.OrderBy(s => _index[s]).Select(s => s.Name));
        }

        return text.ToString();
    }

    private int IndexOf(WorkflowStage stage) => _index.TryGetValue(stage, out int index)
        ? index
        : throw new KeyNotFoundException($"The workflow '{Name}' has no stage '{stage}'{NearestName.Hint(stage.Name, Stages.Select(s => s.Stage.Name))}.");

    private WorkflowStage[] InOrder(HashSet<int> stages) => [.. Order.Where(s => stages.Contains(_index[s]))];
}
