using System.Collections.Immutable;
using System.Globalization;
using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>From a notification to messages: incident, inhibition, silences, routes, limits, groups. All of it under the lock, none of it waits.</summary>
public sealed partial class NotificationCenter
{
    // Decides under the lock, stores in the order of decisions, and lets the messages go.
    private async ValueTask<(Decision Decision, bool IsStored)> DecideAsync(Action<DateTimeOffset, Decision> decide)
    {
        var decision = new Decision();
        CommitQueue.Ticket stored;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            decide(_clock.Now, decision);
            _outbox.Stage(decision.Rows, decision.Writes);
            stored = _commits.Enqueue(decision.Writes);
            Arm();
        }

        bool isStored = await stored.StoredAsync().ConfigureAwait(false);
        _outbox.Release(decision.Rows);
        return (decision, isStored);
    }

    private void Decide(Notification notification, DateTimeOffset now, string? exceptChannel, Decision decision)
    {
        ImmutableSortedDictionary<string, string> labels = NotificationLabels.Of(notification);
        string? key = decision.IncidentKey = IncidentKey.Of(notification);
        IncidentChange? change = null;
        Incident? incident = null;
        if (key is not null)
        {
            (change, incident) = _incidents.Record(notification, key, now, out List<string>? evicted);
            foreach (string gone in evicted ?? []) decision.Writes.Add(RecordWrite.Remove(IncidentCollection, gone));
            if (change == IncidentChange.Resolved)
            {
                TellOver(decision, incident!, notification, now);
                return;
            }

            // Somebody says that something works again of which nobody knew that it did not: that is news only when it was said on purpose.
            if (change == IncidentChange.NothingToResolve)
            {
                incident = null;
                if (notification.Kind != NotificationKind.SystemRecovered) return;
            }
        }

        if (incident is not null)
        {
            if (change is IncidentChange.Opened or IncidentChange.Reopened) Audit(now, AuditDecision.Opened, SnakeCase.Of(change.Value), incident: key, summary: notification.Summary);
            if (change is not IncidentChange.Repeated) incident = _incidents.Set(_escalations.Begin(incident, labels));
            _inhibitor.Note(notification, key, labels);
        }

        incident = Tell(notification, labels, incident, change, now, exceptChannel, decision);
        if (incident is not null) decision.Writes.Add(RecordWrite.Put(IncidentCollection, incident.Key, incident.Save()));
    }

    private Incident? Tell(
        Notification notification, ImmutableSortedDictionary<string, string> labels, Incident? incident, IncidentChange? change, DateTimeOffset now, string? exceptChannel, Decision decision)
    {
        if (_inhibitor.Find(notification, incident?.Key, labels, k => _incidents.Find(k) is { IsOver: false }) is { } source)
        {
            decision.Outcome = PublishOutcome.Inhibited;
            Audit(now, AuditDecision.Inhibited, $"follows from incident {source[..12]}", incident: incident?.Key, summary: notification.Summary);
            return incident;
        }

        if (_silences.Reason(labels, now) is { } silence)
        {
            decision.Outcome = PublishOutcome.Silenced;
            Audit(now, AuditDecision.Silenced, silence, incident: incident?.Key, summary: notification.Summary);
            return incident;
        }

        HashSet<string> seen = [];
        foreach (MatchedRoute route in _routes.Match(labels))
        {
            foreach (string name in route.Node.Channels)
            {
                if (!seen.Add(name) || string.Equals(name, exceptChannel, StringComparison.Ordinal) || !_channels.TryGetValue(name, out ChannelState? channel)) continue;
                if (!channel.Settings.Enabled)
                {
                    decision.Suppressed.Add(new SuppressedChannel(name, "disabled"));
                    continue;
                }

                incident = Tell(channel, notification, route, incident, change, now, decision);
            }
        }

        if (decision.Deliveries.Count > 0) decision.Outcome = PublishOutcome.Sent;
        else if (decision.Suppressed.Exists(s => s.Reason is not "disabled")) decision.Outcome = PublishOutcome.Suppressed;
        else Audit(now, AuditDecision.Unrouted, "no-enabled-channel", incident: incident?.Key, summary: notification.Summary);
        return incident;
    }

    private Incident? Tell(ChannelState channel, Notification notification, MatchedRoute route, Incident? incident, IncidentChange? change, DateTimeOffset now, Decision decision)
    {
        bool isCritical = notification.Severity >= FailureSeverity.Critical;
        DateTimeOffset? told = incident?.Told.TryGetValue(channel.Name, out DateTimeOffset at) == true ? at : null;
        string? refusal = null;
        if (told is not null && change == IncidentChange.Repeated)
        {
            if (incident!.State == IncidentState.Acknowledged) refusal = "acknowledged";
            else if (now - told < route.Node.RepeatInterval) refusal = "repeat";
        }

        var lease = new LimitLease(channel.Name, incident?.Key, route.Node.Path, now);
        refusal ??= _limiter.TryReserve(lease, route.Node.HourlyCap, route.Node.DailyCap, isCritical || change == IncidentChange.Worsened);
        if (refusal is not null)
        {
            Suppress(channel, notification, incident, route, refusal, now, decision);
            return incident;
        }

        bool isAlone = isCritical || channel.Settings.TracksIncidents || route.Node.GroupWait == TimeSpan.Zero;
        if (isAlone || !Join(channel, notification, incident, route, now, decision))
        {
            StoredDelivery row = Row(channel, notification, incident is null ? MessageAction.Inform : MessageAction.Trigger, incident, route.Node, now);
            if (!isAlone) row = Gather(row, channel, route, now);
            _leases[row.Id] = lease;
            Add(decision, row);
        }

        return incident is null ? null : _incidents.Set(incident.WithTold(channel.Name, now));
    }

    // Puts it into the message of its group that waits for company, if there is one.
    private bool Join(ChannelState channel, Notification notification, Incident? incident, MatchedRoute route, DateTimeOffset now, Decision decision)
    {
        if (!_groups.TryGetValue((channel.Name, route.GroupKey), out (string DeliveryId, DateTimeOffset At) group)) return false;
        bool joined = _outbox.TryChange(
            group.DeliveryId,
            row =>
            {
                StoredDelivery more = row.Grouped.Count < _options.Limits.MaxGroupSize
                    ? row with { Grouped = [.. row.Grouped, new GroupMember(notification, incident?.Key)] }
                    : row with { GroupedMore = row.GroupedMore + 1 };
                return notification.Severity > more.Notification.Severity ? more with { Notification = more.Notification with { Severity = notification.Severity } } : more;
            },
            decision.Writes);
        if (!joined) return false;
        decision.Deliveries.Add(new PlannedDelivery(channel.Name, group.DeliveryId));
        Audit(now, AuditDecision.Grouped, route.GroupKey, channel.Name, group.DeliveryId, incident?.Key, route.Node.Path, notification.Summary);
        return true;
    }

    // The first of a group waits for company; the next message of the same group for the interval.
    private StoredDelivery Gather(StoredDelivery row, ChannelState channel, MatchedRoute route, DateTimeOffset now)
    {
        DateTimeOffset due = now + route.Node.GroupWait;
        if (_groups.TryGetValue((channel.Name, route.GroupKey), out (string DeliveryId, DateTimeOffset At) last) && last.At + route.Node.GroupInterval > due) due = last.At + route.Node.GroupInterval;
        if (_groups.Count >= 10_000)
        {
            foreach ((string Channel, string Group) old in _groups.Where(g => now - g.Value.At > TimeSpan.FromDays(1)).Select(g => g.Key).ToArray()) _groups.Remove(old);
        }

        _groups[(channel.Name, route.GroupKey)] = (row.Id, due);
        return row with { DueAt = due, GroupKey = route.GroupKey, FailoverAt = row.FailoverAt is { } failover ? failover + (due - now) : null };
    }

    private void Suppress(ChannelState channel, Notification notification, Incident? incident, MatchedRoute route, string reason, DateTimeOffset now, Decision decision)
    {
        string key = incident?.Key ?? $"{SnakeCase.Of(notification.Kind)}/{notification.Workflow}";
        Digest digest = _digests.Add(channel.Name, key, notification, reason, now);
        decision.Writes.Add(RecordWrite.Put(DigestCollection, channel.Name, digest.Save()));
        decision.Suppressed.Add(new SuppressedChannel(channel.Name, reason));
        Audit(now, AuditDecision.Suppressed, reason, channel.Name, null, incident?.Key, route.Node.Path, notification.Summary);
    }

    // Everybody who was told that it began is told that it is over, whatever limits and silences say now.
    private void TellOver(Decision decision, Incident incident, Notification notification, DateTimeOffset now)
    {
        decision.IncidentKey = incident.Key;
        _inhibitor.Forget(incident.Key);
        Audit(now, AuditDecision.Resolved, incident.ResolvedBy ?? "", incident: incident.Key, summary: incident.Notification.Summary);
        Notification over = notification with { Severity = incident.Severity, Resolves = true };
        foreach (string name in incident.Told.Keys)
        {
            if (_channels.TryGetValue(name, out ChannelState? channel) && channel.Settings.Enabled) Add(decision, Row(channel, over, MessageAction.Resolve, incident, route: null, now));
        }

        if (decision.Deliveries.Count > 0) decision.Outcome = PublishOutcome.Sent;
        decision.Writes.Add(RecordWrite.Put(IncidentCollection, incident.Key, incident.Save()));
    }

    private StoredDelivery Row(ChannelState channel, Notification notification, MessageAction action, Incident? incident, RouteNode? route, DateTimeOffset now, int level = 0)
    {
        long sequence = _outbox.NextSequence();
        IReadOnlyList<string> failover = route?.Failover ?? FailoverOf(channel);
        return new StoredDelivery
        {
            Id = NewId("n", sequence),
            Sequence = sequence,
            Channel = channel.Name,
            Notification = notification,
            Action = action,
            IncidentKey = incident?.Key,
            Generation = incident?.Generation ?? 0,
            Occurrences = incident?.Occurrences ?? 1,
            OpenedAt = incident?.OpenedAt,
            AcknowledgedBy = incident?.AcknowledgedBy,
            EscalationLevel = level,
            Route = route?.Path ?? "",
            Failover = [.. failover.Where(f => !string.Equals(f, channel.Name, StringComparison.Ordinal))],
            FailoverAt = failover.Count > 0 && action is MessageAction.Trigger or MessageAction.Inform ? now + (route?.FailoverAfter ?? TimeSpan.FromSeconds(45)) : null,
            CreatedAt = now,
            DueAt = now,
        };
    }

    private List<string> FailoverOf(ChannelState channel)
    {
        List<string> chain = [];
        string? next = channel.Settings.Failover;
        while (next is not null && _channels.TryGetValue(next, out ChannelState? state) && !chain.Contains(next))
        {
            if (state.Settings.Enabled) chain.Add(next);
            next = state.Settings.Failover;
        }

        return chain;
    }

    private void Add(Decision decision, StoredDelivery row)
    {
        decision.Rows.Add(row);
        decision.Deliveries.Add(new PlannedDelivery(row.Channel, row.Id));
        Audit(row.CreatedAt, AuditDecision.Queued, SnakeCase.Of(row.Action), row.Channel, row.Id, row.IncidentKey, row.Route, row.Notification.Summary);
    }

    private string NewId(string prefix, long sequence)
    {
        ulong high = Draw.Bits(_seed, (ulong)sequence, 0, 1, Draw.Identity), low = Draw.Bits(_seed, (ulong)sequence, 0, 2, Draw.Identity);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{high:x16}{low:x16}");
    }

    private void Audit(
        DateTimeOffset at, AuditDecision decision, string reason, string? channel = null, string? delivery = null, string? incident = null, string? route = null, string? summary = null) =>
        _audit.Add(new AuditEntry(at, decision, reason, channel, delivery, incident, string.IsNullOrEmpty(route) ? null : route, summary));
}
