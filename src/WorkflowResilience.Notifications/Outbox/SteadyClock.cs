using WorkflowResilience.Time;

namespace WorkflowResilience.Notifications;

/// <summary>Calendar time that only goes forward, as fast as monotonic time: what is stored must survive a restart, and must not be moved by a clock that is set.</summary>
internal sealed class SteadyClock
{
    private readonly DateTimeOffset _start;
    private readonly long _stamp;

    internal SteadyClock(TimeProvider time)
    {
        Clock = new Clock(time);
        _start = time.GetUtcNow();
        _stamp = Clock.Now;
    }

    internal Clock Clock { get; }

    internal DateTimeOffset Now => _start + Clock.Provider.GetElapsedTime(_stamp);
}
