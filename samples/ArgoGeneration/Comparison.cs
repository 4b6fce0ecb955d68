using WorkflowResilience;
using WorkflowResilience.Argo;

namespace ArgoGeneration;

/// <summary>What the policies say beside what Argo does, or was told.</summary>
internal static class Comparison
{
    private static readonly Dictionary<WorkflowStage, ArgoStage> s_stages = Workflows.Resilient.Stages.ToDictionary(static stage => stage.Stage);

    internal static int Drift(Arguments arguments)
    {
        if (Input.Read(arguments.Files[0]) is not { } text) return Arguments.Wrong;
        IReadOnlyList<DriftFinding> findings = ArgoDrift.Compare(s_stages.ToDictionary(static pair => pair.Key, static pair => pair.Value.Policy), text, stage => s_stages[stage].MappingFor(arguments.Target ?? ArgoTarget.V41));
        foreach (DriftFinding finding in findings) Console.WriteLine($"{arguments.Files[0]}:{finding.Line}:{finding.Column}: {finding.Template}{(finding.Path.Length > 0 ? "." : "")}{finding.Path}: {finding.Message}");
        if (findings.Count == 0) Console.WriteLine($"{arguments.Files[0]}: says what the policies say");
        return findings.Count == 0 ? 0 : 1;
    }

    internal static int Timeline(Arguments arguments)
    {
        if (!WorkflowStage.TryCreate(arguments.Files[0], out WorkflowStage stage) || !s_stages.TryGetValue(stage, out ArgoStage? known))
        {
            Console.Error.WriteLine($"There is no stage '{arguments.Files[0]}'; there are {string.Join(", ", s_stages.Keys)}.");
            return Arguments.Wrong;
        }

        Console.WriteLine(ArgoTimeline.Of(stage, known.Policy, known.MappingFor(arguments.Target ?? ArgoTarget.V41)).ToText());
        return 0;
    }
}
