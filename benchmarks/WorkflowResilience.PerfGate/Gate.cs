namespace WorkflowResilience.PerfGate;

/// <summary>What was measured.</summary>
internal readonly record struct Reading(double Value, string Details);

/// <summary>A promise about speed or memory that must stay true.</summary>
internal sealed record Gate(string Name, double Limit, bool AtLeast, Func<Reading> Measure)
{
    internal string Sign => AtLeast ? "≥" : "≤";

    internal bool Passes(Reading reading) => AtLeast ? reading.Value >= Limit : reading.Value <= Limit;
}
