namespace WorkflowResilience;

/// <summary>The result of a stage that returns none, so that one executor serves both.</summary>
internal readonly struct Nothing;
