using WorkflowResilience.Time;

namespace WorkflowResilience.Notifications;

/// <summary>A token that is cancelled when a phase of a conversation has taken too long, or when the caller cancels.</summary>
internal sealed class SmtpPhase : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly ITimer _timer;

    internal SmtpPhase(Clock clock, TimeSpan limit, CancellationToken cancellationToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = clock.CreateTimer(static phase => ((SmtpPhase)phase!).End(), this);
        _timer.Change(limit, Timeout.InfiniteTimeSpan);
    }

    internal CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer.Dispose();
        _source.Dispose();
    }

    private void End()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The phase ended while its timer fired.
        }
    }
}
