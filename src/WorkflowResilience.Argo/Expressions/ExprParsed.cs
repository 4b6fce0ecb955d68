namespace WorkflowResilience.Argo;

/// <summary>An expression that was read.</summary>
/// <param name="Root">Its tree; null when it could not be read, or is too large to be looked at.</param>
/// <param name="Problem">What is wrong with it; null when nothing is, or it was not looked at.</param>
/// <param name="HasTags">Argo will put text into it first, so what is read here may not be what is evaluated.</param>
internal sealed record ExprParsed(ExprNode? Root, ExprProblem? Problem, bool HasTags);
