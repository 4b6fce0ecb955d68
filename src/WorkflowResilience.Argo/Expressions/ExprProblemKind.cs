namespace WorkflowResilience.Argo;

/// <summary>How wrong an expression is.</summary>
internal enum ExprProblemKind
{
    /// <summary>It cannot be read.</summary>
    Unreadable,

    /// <summary>It can be read, and evaluating it is an error.</summary>
    Failing,

    /// <summary>It is evaluated, and its answer is always the same, or not the one that was asked for.</summary>
    Meaningless,

    /// <summary>It works, but not for every value.</summary>
    Fragile,
}
