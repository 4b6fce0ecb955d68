namespace WorkflowResilience.Argo;

/// <summary>Something wrong with an expression.</summary>
/// <param name="Kind">How wrong.</param>
/// <param name="Position">Where, from 0.</param>
/// <param name="Message">What, in a sentence.</param>
/// <param name="Fix">What to write instead.</param>
internal sealed record ExprProblem(ExprProblemKind Kind, int Position, string Message, string Fix);
