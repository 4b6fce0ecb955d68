namespace WorkflowResilience.Tests.Stages.Rules;

/// <summary>A result that counts its disposals.</summary>
internal sealed class Probe(bool good = false, Exception? atDisposal = null) : IDisposable
{
    internal bool Good { get; } = good;

    internal int Disposals { get; private set; }

    internal static RetryCondition IsBad { get; } = RetryCondition.OnResult<Probe>("bad", p => !p.Good);

    public void Dispose()
    {
        Disposals++;
        if (atDisposal is not null) throw atDisposal;
    }
}

/// <summary>A result that can be disposed in both ways; only the asynchronous one counts as right.</summary>
internal sealed class AsyncProbe(bool good = false, Exception? atDisposal = null) : IAsyncDisposable, IDisposable
{
    internal bool Good { get; } = good;

    internal int Disposals { get; private set; }

    internal int SynchronousDisposals { get; private set; }

    internal static RetryCondition IsBad { get; } = RetryCondition.OnResult<AsyncProbe>("bad", p => !p.Good);

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return atDisposal is null ? default : ValueTask.FromException(atDisposal);
    }

    public void Dispose() => SynchronousDisposals++;
}
