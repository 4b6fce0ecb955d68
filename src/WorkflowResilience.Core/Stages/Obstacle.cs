namespace WorkflowResilience;

/// <summary>The numbers of a decision that went against a call, from which the text is made when somebody reads it.</summary>
/// <param name="Have">What there was.</param>
/// <param name="Need">What there had to be.</param>
internal readonly record struct Obstacle(double Have, double Need);
