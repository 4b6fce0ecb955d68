namespace WorkflowResilience.Argo;

/// <summary>How tightly the outermost operator of an expression binds, weakest first.</summary>
internal enum ExprRank
{
    Or,
    And,
    Comparison,
    Unary,
}
