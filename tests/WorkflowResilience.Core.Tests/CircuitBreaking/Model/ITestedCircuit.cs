namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>What the comparison with the naive model does to a breaker, real or spoilt.</summary>
internal interface ITestedCircuit
{
    IReadOnlyList<string> Log { get; }

    string State { get; }

    object? Enter(long now, out long retryAfter, out bool isolated);

    void Succeed(object permit, long now, long duration);

    void Fail(object permit, long now, long duration, bool inRow);

    void Release(object permit);

    void Isolate();

    void Reset();

    void Reconfigure(CircuitBreakerPolicy policy, long lease);

    string Counts();

    long Wait();
}
