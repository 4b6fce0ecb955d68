namespace WorkflowResilience.Notifications;

/// <summary>What becomes of deliveries.</summary>
public sealed partial class NotificationCenter
{
    private static readonly TimeSpan s_degradedInterval = TimeSpan.FromHours(1);

    private long _storeFailures;

    private void StoreFailed(Exception exception)
    {
        Interlocked.Increment(ref _storeFailures);
        Audit(_clock.Now, AuditDecision.StoreFailed, FailureText.Of(exception));
    }

    // People are told of a channel that does not work over the others, at most once an hour.
    private void Degraded(ChannelState channel, string what, DateTimeOffset now)
    {
        if (channel.ToldOfAt is { } told && now - told < s_degradedInterval) return;
        channel.ToldOfAt = now;
        var notification = new Notification
        {
            Kind = NotificationKind.NotificationsDegraded,
            Severity = FailureSeverity.High,
            Summary = $"The notification channel '{channel.Name}' {what}.",
            Recommendation = $"Check the address and credential of '{channel.Name}', send it a test, then replay its dead letters.",
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = channel.Name },
            DedupKey = $"channel/{channel.Name}",
            OccurredAt = now,
        };
        _ = TellDegradedAsync(notification, channel.Name);
    }

    private async Task TellDegradedAsync(Notification notification, string channel)
    {
        try
        {
            await DecideAsync((now, decision) => Decide(NotificationRedaction.Of(notification, now), now, channel, decision)).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The host stops: there is nobody left who could tell it.
        }
    }

    private sealed class Listener(NotificationCenter center) : IDeliveryListener
    {
        public ChannelMessage Render(StoredDelivery delivery, string channel)
        {
            ChannelState state = center._channels[channel];
            var model = new MessageModel
            {
                Notification = delivery.Notification,
                Action = delivery.Action,
                IncidentKey = delivery.IncidentKey,
                Occurrences = delivery.Occurrences,
                OpenedAt = delivery.OpenedAt,
                AcknowledgedBy = delivery.AcknowledgedBy,
                Grouped = [.. delivery.Grouped.Select(g => g.Notification)],
                GroupedMore = delivery.GroupedMore,
                DigestLines = delivery.DigestLines,
                EscalationLevel = delivery.EscalationLevel,
                Channel = channel,
                DeliveryId = delivery.Id,
            };
            RenderedMessage message = center._renderer.Render(model, channel, state.Settings.Type, state.Channel?.Sender.Channel.Format ?? state.Settings.Format);
            if (message.Problem is { } problem) center.Audit(center._clock.Now, AuditDecision.TemplateFailed, problem, channel, delivery.Id, delivery.IncidentKey);
            return MessageOf(model, message);
        }

        public void OnAccepted(StoredDelivery delivery, DeliveryResult result, TimeSpan took)
        {
            lock (center._lock)
            {
                center._leases.Remove(delivery.Id);
                if (center._channels.TryGetValue(delivery.Channel, out ChannelState? channel)) (channel.LastAcceptedAt, channel.LastFailure) = (center._clock.Now, null);
            }

            center.Note(AuditDecision.Accepted, delivery, result.ProviderId ?? "");
            center.Telemetry?.Delivered(delivery, "accepted", took);
        }

        public void OnFailed(StoredDelivery delivery, DeliveryResult result, DateTimeOffset retryAt, TimeSpan took)
        {
            lock (center._lock)
            {
                if (center._channels.TryGetValue(delivery.Channel, out ChannelState? channel))
                {
                    channel.LastFailure = result.Reason;
                    if (result.Status == DeliveryStatus.Faulted) center.Degraded(channel, $"is refused: {result.Reason}", center._clock.Now);
                }
            }

            center.Note(AuditDecision.Failed, delivery, result.Excerpt is null ? result.Reason : $"{result.Reason}: {result.Excerpt}");
            center.Telemetry?.Delivered(delivery, "failed", took);
        }

        public void OnDead(StoredDelivery delivery, string reason)
        {
            lock (center._lock)
            {
                // Nobody was told: what happens again is news again.
                if (center._leases.Remove(delivery.Id, out LimitLease? lease)) center._limiter.GiveBack(lease);
                if (delivery.IncidentKey is { } key && center._incidents.Find(key) is { } incident && incident.Told.ContainsKey(delivery.Channel))
                    center._incidents.Set(incident with { Told = incident.Told.Where(t => !string.Equals(t.Key, delivery.Channel, StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal) });
                if (center._channels.TryGetValue(delivery.Channel, out ChannelState? channel))
                {
                    channel.LastFailure = reason;
                    if (delivery.Notification.Kind != NotificationKind.NotificationsDegraded) center.Degraded(channel, $"did not take a message ({reason}), which was given up", center._clock.Now);
                }
            }

            center.Note(AuditDecision.GivenUp, delivery, reason);
            center.Telemetry?.Delivered(delivery, "given_up", TimeSpan.Zero);
        }

        public void OnFailedOver(StoredDelivery delivery, StoredDelivery replacement)
        {
            lock (center._lock)
            {
                if (delivery.IncidentKey is { } key && center._incidents.Find(key) is { } incident) center._incidents.Set(incident.WithTold(replacement.Channel, center._clock.Now));
            }

            center.Note(AuditDecision.FailedOver, delivery, $"to {replacement.Channel} as {replacement.Id}");
        }

        public void OnOvertaken(StoredDelivery delivery) => center.Note(AuditDecision.Overtaken, delivery, "resolved-before");

        public void OnStoreFailed(Exception exception) => center.StoreFailed(exception);
    }

    private static ChannelMessage MessageOf(MessageModel model, RenderedMessage message) => new()
    {
        DeliveryId = model.DeliveryId,
        Kind = model.Notification.Kind,
        Severity = model.Notification.Severity,
        Action = model.Action,
        IncidentKey = model.IncidentKey,
        Title = message.Title,
        Text = message.Text,
        PlainText = message.PlainText,
        Fields = message.Fields,
        Labels = NotificationLabels.Of(model.Notification),
        Link = model.Notification.Link,
        OccurredAt = model.Notification.OccurredAt,
        Color = message.Color,
    };

    private void Note(AuditDecision decision, StoredDelivery delivery, string reason) =>
        Audit(_clock.Now, decision, reason, delivery.Channel, delivery.Id, delivery.IncidentKey, delivery.Route, delivery.Notification.Summary);
}
