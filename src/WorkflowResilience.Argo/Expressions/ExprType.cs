namespace WorkflowResilience.Argo;

/// <summary>What a part of an expression is known to be.</summary>
internal enum ExprType
{
    Unknown,
    Text,
    Number,
    Bool,

    /// <summary>Something with members.</summary>
    Members,
}
