using WorkflowResilience.Argo;

namespace ArgoGeneration;

/// <summary>Writes all workflows for all versions.</summary>
internal static class Generation
{
    internal static int Run(string folder)
    {
        foreach ((string name, ArgoOutput output) in All())
        {
            string path = Path.Combine(folder, name, output.FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, output.Yaml);
            Console.WriteLine($"{path}: {output.Mapping.Of(MappingFit.Exact).Count()} members exact, " +
                $"{output.Mapping.Of(MappingFit.Approximate).Count()} approximate, {output.Mapping.Of(MappingFit.NotMapped).Count()} not mapped");
        }

        return 0;
    }

    private static IEnumerable<(string Folder, ArgoOutput Output)> All()
    {
        foreach (ArgoTarget target in Enum.GetValues<ArgoTarget>())
        {
            string version = target.ToString().Insert(2, ".").ToLowerInvariant();
            foreach (ArgoFlavor flavor in Enum.GetValues<ArgoFlavor>())
            {
                string folder = Path.Combine(version, flavor.ToString().ToLowerInvariant());
                var options = new ArgoOptions { Target = target, Flavor = flavor };
                yield return (folder, ArgoGenerator.Generate(Workflows.Resilient, options));
                yield return (folder, ArgoGenerator.Generate(Workflows.Told, options with { Kind = ArgoKind.ClusterWorkflowTemplate }));
                yield return (folder, ArgoGenerator.Generate(Workflows.Release, options with { Kind = ArgoKind.Workflow }));
                yield return (folder, ArgoGenerator.Generate(Workflows.Nightly, options with { Kind = ArgoKind.CronWorkflow, Schedule = Workflows.EachNight }));
            }
        }
    }
}
