using System.Globalization;
using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>What happens by itself: the start, escalations, digests.</summary>
public sealed partial class NotificationCenter
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private async Task BeginAsync()
    {
        IReadOnlyList<StoredRecord> incidents = await _store.ReadAsync(IncidentCollection, CancellationToken.None).ConfigureAwait(false);
        IReadOnlyList<StoredRecord> digests = await _store.ReadAsync(DigestCollection, CancellationToken.None).ConfigureAwait(false);
        IReadOnlyList<StoredRecord> silences = await _store.ReadAsync(SilenceCollection, CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            foreach (StoredRecord record in incidents)
            {
                var incident = Incident.Load(record.Value.Span);
                _incidents.Restore(incident);
                _escalations.Watch(incident);
                if (!incident.IsOver) _inhibitor.Note(incident.Notification, incident.Key, NotificationLabels.Of(incident.Notification));
            }

            foreach (StoredRecord record in digests) _digests.Restore(Digest.Load(record.Value.Span));
            foreach (StoredRecord record in silences) _silences.Set(StoredSilence.Load(record.Value.Span));
            DateTimeOffset now = _clock.Now;
            foreach (ChannelState channel in _channels.Values.Where(c => c.Settings.Enabled))
            {
                var lane = new ChannelLane(channel.Name, new TokenBucket(channel.Settings.Rate ?? channel.Settings.ProviderRate, now), _options.Outbox.Concurrency);
                channel.Channel = new OutboxChannel(channel.Name, lane, new ChannelSender(channel.Name, channel.Settings.Create(_services), _runner));
            }

            _outbox.SetChannels(_channels.Values.Select(c => c.Channel).OfType<OutboxChannel>());
        }

        await _outbox.StartAsync(CancellationToken.None).ConfigureAwait(false);
        lock (_lock) Arm();
    }

    // Under the lock.
    private void Arm()
    {
        DateTimeOffset next = _escalations.NextAt < _digests.NextAt ? _escalations.NextAt : _digests.NextAt;
        if (next == DateTimeOffset.MaxValue || _isDisposed) return;
        TimeSpan wait = next - _clock.Now;
        _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : wait < s_longest ? wait : s_longest, Timeout.InfiniteTimeSpan);
    }

    private void Tick()
    {
        if (_clock.Clock.IsManual) _ = AdvanceAsync(allDigests: false);
        else ThreadPool.UnsafeQueueUserWorkItem(static center => _ = center.AdvanceAsync(allDigests: false), this, preferLocal: false);
    }

    private async Task AdvanceAsync(bool allDigests)
    {
        try
        {
            await DecideAsync((now, decision) =>
            {
                Escalate(now, decision);
                foreach (Digest digest in _digests.Take(now, allDigests)) Summarise(digest, now, decision);
                foreach (string old in _silences.Prune(now)) decision.Writes.Add(RecordWrite.Remove(SilenceCollection, old));
            }).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The host stopped between the timer and here; what is due is due after the next start.
        }
    }

    private void Escalate(DateTimeOffset now, Decision decision)
    {
        List<Incident> changed = [];
        List<EscalationStep> steps = _escalations.Take(_incidents, now, i => _silences.Reason(NotificationLabels.Of(i.Notification), now) is not null, changed);
        Dictionary<string, Incident> stored = changed.ToDictionary(i => i.Key, StringComparer.Ordinal);
        foreach (EscalationStep step in steps)
        {
            Incident incident = stored[step.Incident.Key];
            foreach (string name in step.Channels)
            {
                if (!_channels.TryGetValue(name, out ChannelState? channel) || !channel.Settings.Enabled) continue;
                Add(decision, Row(channel, incident.Notification with { Severity = incident.Severity }, MessageAction.Trigger, incident, route: null, now, step.Level));
                stored[incident.Key] = incident = _incidents.Set(incident.WithTold(name, now));
                Audit(now, AuditDecision.Escalated, string.Create(CultureInfo.InvariantCulture, $"{step.Rule}, message {step.Level}"), name, null, incident.Key, null, incident.Notification.Summary);
            }
        }

        foreach (Incident incident in stored.Values) decision.Writes.Add(RecordWrite.Put(IncidentCollection, incident.Key, incident.Save()));
    }

    private void Summarise(Digest digest, DateTimeOffset now, Decision decision)
    {
        decision.Writes.Add(RecordWrite.Remove(DigestCollection, digest.Channel));
        if (!_channels.TryGetValue(digest.Channel, out ChannelState? channel) || !channel.Settings.Enabled) return;
        string summary = string.Create(CultureInfo.InvariantCulture, $"{digest.Total} held back since {digest.Since.UtcDateTime:yyyy-MM-dd HH:mm}Z.");
        var notification = new Notification
        {
            Kind = NotificationKind.Digest,
            // A summary pages nobody: what was urgent was told when it happened.
            Severity = digest.Severity > FailureSeverity.High ? FailureSeverity.High : digest.Severity,
            Summary = summary,
            OccurredAt = now,
        };
        Add(decision, Row(channel, notification, MessageAction.Inform, incident: null, route: null, now) with { DigestLines = DigestBook.LinesOf(digest) });
    }
}
