namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>The naive model's permit.</summary>
internal sealed class Ticket(long era, long ends)
{
    /// <summary>Which of the circuit's states it belongs to, counted from 0.</summary>
    internal readonly long Era = era;

    /// <summary>When a probe's place is free again.</summary>
    internal readonly long Ends = ends;

    /// <summary>Whether it was given back or taken away.</summary>
    internal bool Back;
}
