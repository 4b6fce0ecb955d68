namespace WorkflowResilience;

/// <summary>Linux's pressure stall information for one resource: shares of the last 10 s, in percent.</summary>
/// <param name="Some">Time in which some work stalled.</param>
/// <param name="Full">Time in which all work stalled; null where the kernel does not tell.</param>
/// <param name="IsContainer">Whether it is the control group's, not the machine's.</param>
public sealed record PressureState(double Some, double? Full, bool IsContainer);
