namespace WorkflowResilience.Analysis;

/// <summary>What recording a failure has shown.</summary>
/// <param name="Recurrence">What is remembered of failures like it.</param>
/// <param name="Change">Whether its own rate has changed.</param>
/// <param name="StageChange">Whether the rate of all failures of its workflow and stage has changed.</param>
/// <param name="StageRate">That rate.</param>
internal readonly record struct RecordedFailure(FailureRecurrence Recurrence, RateChange Change, RateChange StageChange, FrequencyFigures StageRate);
