namespace WorkflowResilience.Argo;

/// <summary>The fields that manifests of Argo Workflows may have, from the table beside this file.</summary>
/// <remarks>Read once, when the first manifest is checked; immutable from then on. Source of the facts: the JSON schema of v4.1.2, those of v3.6.15, v3.7.18 and v4.0.10 for what differs.</remarks>
internal static class ArgoSchema
{
    private static readonly Lazy<Dictionary<string, SchemaType>> s_types = new(Read);

    internal static IReadOnlyCollection<SchemaType> Types => s_types.Value.Values;

    /// <summary>The kinds whose shape is known.</summary>
    internal static readonly string[] Kinds = ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow", "WorkflowEventBinding"];

    internal static SchemaType Of(string type) => s_types.Value[type];

    private static Dictionary<string, SchemaType> Read()
    {
        using Stream stream = typeof(ArgoSchema).Assembly.GetManifestResourceStream("ArgoSchema.txt")!;
        using var reader = new StreamReader(stream);
        return SchemaTable.Read(reader);
    }
}
