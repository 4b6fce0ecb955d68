namespace WorkflowResilience;

/// <summary>A transition that is committed but not yet told.</summary>
/// <param name="Transition">What will be told.</param>
/// <param name="Ask">The host's schedule that has yet to say how long the circuit stays open; null: that is settled.</param>
/// <param name="Closings">What <see cref="OpenTimes.Of"/> needs.</param>
/// <param name="Previous">What <see cref="OpenTimes.Of"/> needs.</param>
internal readonly record struct CircuitChange(CircuitTransition Transition, BackoffSchedule? Ask = null, ulong Closings = 0, TimeSpan Previous = default);
