namespace WorkflowResilience.Argo;

/// <summary>What the value of a field is.</summary>
internal enum SchemaKind
{
    String,

    /// <summary>A text; a bare number or truth value becomes one.</summary>
    AnyString,
    Bool,
    Int,
    Number,
    IntOrString,
    Quantity,
    Time,

    /// <summary>Members, whatever they are.</summary>
    Object,

    /// <summary>Anything.</summary>
    Any,
    List,

    /// <summary>Members with names of one's own, their values all of one shape.</summary>
    Map,

    /// <summary>Members that a type names.</summary>
    Members,
}
