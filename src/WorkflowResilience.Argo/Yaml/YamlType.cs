namespace WorkflowResilience.Argo;

/// <summary>What a scalar is.</summary>
internal enum YamlType
{
    String,
    Integer,
    Float,
    Bool,
    Null,
}
