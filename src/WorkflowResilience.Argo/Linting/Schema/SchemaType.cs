namespace WorkflowResilience.Argo;

/// <summary>A type of the schema: the fields that a set of members may have.</summary>
internal sealed class SchemaType(string name)
{
    private readonly Dictionary<string, SchemaField> _fields = new(StringComparer.Ordinal);

    internal string Name => name;

    internal IReadOnlyCollection<SchemaField> Fields => _fields.Values;

    internal SchemaField? this[string field] => _fields.GetValueOrDefault(field);

    /// <summary>How it is called in a sentence.</summary>
    internal string Words => name switch
    {
        "Template" => "a template",
        "DAGTask" => "a task of a DAG",
        "DAGTemplate" => "a DAG",
        "WorkflowStep" => "a step",
        "WorkflowSpec" => "the spec of a workflow",
        "CronWorkflowSpec" => "the spec of a CronWorkflow",
        "ObjectMeta" or "Metadata" => "metadata",
        "Container" or "ContainerNode" or "UserContainer" => "a container",
        "ScriptTemplate" => "a script",
        "Parameter" => "a parameter",
        "Artifact" => "an artifact",
        "RetryStrategy" => "a retryStrategy",
        "Backoff" => "a backoff",
        "EnvVar" => "an environment variable",
        "Volume" => "a volume",
        _ => name,
    };

    internal void Add(SchemaField field) => _fields.Add(field.Name, field);
}
