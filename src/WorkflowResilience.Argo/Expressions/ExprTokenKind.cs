namespace WorkflowResilience.Argo;

/// <summary>Kinds of words in an expression.</summary>
internal enum ExprTokenKind
{
    End,
    Name,
    Number,
    Text,
    Operator,

    /// <summary>A tag of Argo, <c>{{…}}</c>: what will stand there is not known.</summary>
    Tag,
}
