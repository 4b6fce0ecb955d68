namespace WorkflowResilience.Notifications;

/// <summary>Decides whether a message may go to a channel now: the cooldown of its cause and the caps of its route. Pure; guarded by the center's lock.</summary>
/// <remarks>Critical messages and those that tell the end of an incident always may; they are counted all the same. The provider's own rate is the lane's business: it delays, and refuses nothing.</remarks>
internal sealed class Limiter(NotificationLimits limits)
{
    private readonly Cooldowns _cooldowns = new(limits.Cooldown, 100_000);
    private readonly Dictionary<(string Route, string Channel), RouteCap> _caps = [];

    /// <summary>Takes leave, at once: two failures at the same time cannot both get the last place.</summary>
    /// <param name="lease">Who asks.</param>
    /// <param name="hourlyCap">The route's cap an hour; null: none.</param>
    /// <param name="dailyCap">The route's cap a day; null: none.</param>
    /// <param name="isUrgent">Whether it may go whatever the limits say.</param>
    /// <returns>Null when it may go, otherwise why not: <c>cooldown</c>, <c>hourly-cap</c> or <c>daily-cap</c>.</returns>
    internal string? TryReserve(LimitLease lease, int? hourlyCap, int? dailyCap, bool isUrgent)
    {
        RouteCap? cap = hourlyCap is null && dailyCap is null ? null : CapOf(lease);
        if (!isUrgent)
        {
            if (lease.Key is { } key && _cooldowns.IsCooling(lease.Channel, key, lease.At)) return "cooldown";
            if (cap?.Refusal(hourlyCap, dailyCap, lease.At) is { } refusal) return refusal;
        }

        if (lease.Key is { } begun) _cooldowns.Begin(lease.Channel, begun, lease.At);
        cap?.Count(lease.At);
        return null;
    }

    /// <summary>Gives leave back: the message was not taken by anybody.</summary>
    internal void GiveBack(LimitLease lease)
    {
        if (lease.Key is { } key) _cooldowns.TakeBack(lease.Channel, key, lease.At);
        if (_caps.TryGetValue((lease.Route, lease.Channel), out RouteCap? cap)) cap.TakeBack(lease.At);
    }

    // A route has few channels; only a changed configuration leaves caps behind that nobody asks for any more.
    private RouteCap CapOf(LimitLease lease)
    {
        if (_caps.TryGetValue((lease.Route, lease.Channel), out RouteCap? cap)) return cap;
        if (_caps.Count >= 10_000)
        {
            foreach ((string Route, string Channel) idle in _caps.Where(c => c.Value.IsIdle(lease.At)).Select(c => c.Key).ToArray()) _caps.Remove(idle);
        }

        return _caps[(lease.Route, lease.Channel)] = new RouteCap();
    }
}
