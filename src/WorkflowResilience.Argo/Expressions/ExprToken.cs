namespace WorkflowResilience.Argo;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it was written; the value of a string without quotes and escapes.</param>
/// <param name="Position">Where it begins, from 0.</param>
internal readonly record struct ExprToken(ExprTokenKind Kind, string Text, int Position)
{
    internal bool Is(string text) => Kind == ExprTokenKind.Operator && string.Equals(Text, text, StringComparison.Ordinal);

    internal bool IsWord(string text) => Kind == ExprTokenKind.Name && string.Equals(Text, text, StringComparison.Ordinal);
}
