namespace WorkflowResilience.Argo;

/// <summary>A part of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The operator, the name or the value.</param>
/// <param name="Position">Where it begins, from 0.</param>
/// <param name="Parts">What it consists of: operands, the target of a member, the callee and its arguments, the items.</param>
internal sealed record ExprNode(ExprNodeKind Kind, string Text, int Position, IReadOnlyList<ExprNode> Parts)
{
    internal static ExprNode Leaf(ExprNodeKind kind, in ExprToken token) => new(kind, token.Text, token.Position, []);
}
