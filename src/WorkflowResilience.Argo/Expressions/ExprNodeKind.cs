namespace WorkflowResilience.Argo;

/// <summary>Kinds of parts of an expression.</summary>
internal enum ExprNodeKind
{
    /// <summary>Anything whose type is not told here: maps, closures, pipes, slices, tags.</summary>
    Opaque,
    Text,
    Number,
    Bool,
    Nil,
    Name,

    /// <summary>One part: the target; the text is the member.</summary>
    Member,

    /// <summary>Two parts: the target and the index.</summary>
    Index,

    /// <summary>The callee, then the arguments.</summary>
    Call,
    List,
    Unary,
    Binary,

    /// <summary>Three parts.</summary>
    Choice,
}
