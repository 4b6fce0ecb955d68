namespace WorkflowResilience;

/// <summary>Counts calls and accepted calls over a sliding window and decides whether one more may go through. Told the time; the draw is the caller's.</summary>
/// <remarks>Formula: "Site Reliability Engineering", chapter 21, client-side throttling; the cap is ours, because without it a recovery is never noticed.</remarks>
internal sealed class AdaptiveThrottle
{
    private const int Steps = 10;

    private readonly Lock _lock = new();
    private readonly long[] _calls = new long[Steps];
    private readonly long[] _accepted = new long[Steps];
    private ThrottlePolicy _policy;
    private long _stepTicks;
    private long _step = long.MinValue;

    internal AdaptiveThrottle(ThrottlePolicy policy, long windowTicks)
    {
        _policy = policy;
        _stepTicks = StepTicks(windowTicks);
    }

    /// <summary>Decides on a call. One that is turned away is counted here; one that goes through when it ends: while it runs nobody knows whether it was accepted.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="u">A number from [0, 1).</param>
    /// <param name="probability">The probability with which it was to be turned away.</param>
    /// <returns>Whether it may go through.</returns>
    internal bool TryEnter(long now, double u, out double probability)
    {
        lock (_lock)
        {
            MoveTo(now);
            probability = ProbabilityLocked();
            if (u >= probability) return true;
            _calls[Place(_step)]++;
            return false;
        }
    }

    /// <summary>Counts a call that has ended and says something about the target.</summary>
    /// <param name="now">The clock's timestamp.</param>
    /// <param name="accepted">Whether the target took it.</param>
    internal void Count(long now, bool accepted)
    {
        lock (_lock)
        {
            MoveTo(now);
            _calls[Place(_step)]++;
            if (accepted) _accepted[Place(_step)]++;
        }
    }

    /// <summary>Changes the numbers. The counts stay, unless the window's length changes.</summary>
    internal void Reconfigure(ThrottlePolicy policy, long windowTicks)
    {
        lock (_lock)
        {
            _policy = policy;
            if (_stepTicks == StepTicks(windowTicks)) return;
            _stepTicks = StepTicks(windowTicks);
            _step = long.MinValue;
            Array.Clear(_calls);
            Array.Clear(_accepted);
        }
    }

    private double ProbabilityLocked()
    {
        long calls = 0, accepted = 0;
        for (int i = 0; i < Steps; i++)
        {
            calls += _calls[i];
            accepted += _accepted[i];
        }

        return calls < _policy.MinimumCalls ? 0 : Math.Min(_policy.MaxRejection, Math.Max(0, (calls - (_policy.Multiplier * accepted)) / (calls + 1)));
    }

    // A result may come with a timestamp older than the last: it counts in the newest step.
    private void MoveTo(long now)
    {
        long step = now / _stepTicks;
        if (_step == long.MinValue) _step = step;
        long behind = Math.Min(Steps, step - _step);
        for (long i = 1; i <= behind; i++) _calls[Place(step - behind + i)] = _accepted[Place(step - behind + i)] = 0;
        if (behind > 0) _step = step;
    }

    private static int Place(long step) => (int)((step % Steps + Steps) % Steps);

    private static long StepTicks(long windowTicks) => Math.Max(1, windowTicks / Steps);
}
