namespace WorkflowResilience.Argo;

/// <summary>The text of a condition, with what is needed to put it into a larger one.</summary>
internal readonly record struct ExprPart(string Text, ExprRank Rank)
{
    /// <summary>Parentheses only where the precedence asks for them.</summary>
    internal static ExprPart Or(in ExprPart left, in ExprPart right) => new($"{left.Text} || {right.Text}", ExprRank.Or);

    internal static ExprPart And(in ExprPart left, in ExprPart right) => new($"{left.Within(ExprRank.And)} && {right.Within(ExprRank.And)}", ExprRank.And);

    internal static ExprPart Not(in ExprPart part) => new($"!{part.Within(ExprRank.Unary)}", ExprRank.Unary);

    /// <summary>With parentheses also round an "and" in an "or": for texts that people read more often than machines do.</summary>
    internal static ExprPart OrPlainly(in ExprPart left, in ExprPart right) => new($"{left.Plainly()} || {right.Plainly()}", ExprRank.Or);

    private string Within(ExprRank rank) => Rank < rank ? $"({Text})" : Text;

    private string Plainly() => Rank == ExprRank.And ? $"({Text})" : Text;
}
