namespace WorkflowResilience.Notifications;

/// <summary>What operators do and see.</summary>
public sealed partial class NotificationCenter
{
    internal NotificationTelemetry? Telemetry { get; set; }

    /// <summary>Sends a message to a channel now, past routes, limits and outbox, to see whether it works.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="ArgumentException">There is no such channel, or it is not enabled.</exception>
    public async ValueTask<DeliveryResult> TestSendAsync(string channel, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(channel);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        if (!_channels.TryGetValue(channel, out ChannelState? state)) throw new ArgumentException($"There is no channel '{channel}'{NearestName.Hint(channel, _channels.Keys)}.", nameof(channel));
        if (state.Channel is not { } sender) throw new ArgumentException($"The channel '{channel}' is not enabled.", nameof(channel));
        var model = new MessageModel
        {
            Notification = new Notification
            {
                Kind = NotificationKind.Test,
                Severity = FailureSeverity.Low,
                Summary = $"This is a test of the channel '{channel}'. Nothing has happened.",
                OccurredAt = _clock.Now,
            },
            Channel = channel,
            DeliveryId = NewId("t", _outbox.NextSequence()),
        };
        ChannelMessage message = MessageOf(model, _renderer.Render(model, channel, state.Settings.Type, sender.Sender.Channel.Format));
        (DeliveryResult result, _) = await sender.Sender.SendAsync(message, static () => true, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <inheritdoc/>
    public IReadOnlyList<MessagePreview> RenderAll()
    {
        List<MessagePreview> previews = [];
        foreach (ChannelState channel in _channels.Values.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            foreach (NotificationKind kind in Enum.GetValues<NotificationKind>())
            {
                RenderedMessage message = _renderer.Render(SampleModels.Of(kind, channel.Name), channel.Name, channel.Settings.Type, channel.Channel?.Sender.Channel.Format ?? channel.Settings.Format);
                previews.Add(new MessagePreview(channel.Name, kind, message.Title, message.Text, message.Problem));
            }
        }

        return previews;
    }

    /// <summary>What was given up and is kept, the oldest first.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<DeadLetter> DeadLetters() => _outbox.DeadLetters();

    /// <summary>Sends something again that was given up, with the same delivery id.</summary>
    /// <param name="deliveryId">The delivery's id.</param>
    /// <param name="cancellationToken">Cancels before anything was decided.</param>
    /// <returns>Whether there was such a dead letter.</returns>
    public async ValueTask<bool> ReplayAsync(string deliveryId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(deliveryId);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        if (!await _outbox.ReplayAsync(deliveryId, cancellationToken).ConfigureAwait(false)) return false;
        Audit(_clock.Now, AuditDecision.Replayed, "", delivery: deliveryId);
        return true;
    }

    /// <summary>
    /// Sends what waits for company, and digests that are not due yet, and waits until everything is accepted, given up, or waits for a further try. A process that is about to end
    /// calls it, so that nothing that could be told is left for the next start; a host does when it stops.
    /// </summary>
    /// <param name="timeout">The longest to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many messages are left in the outbox.</returns>
    public async ValueTask<int> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (!_options.Enabled || _start is null) return 0;
        await StartAsync(cancellationToken).ConfigureAwait(false);
        await AdvanceAsync(allDigests: true).ConfigureAwait(false);
        return await _outbox.FlushAsync(timeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How everything does now.</summary>
    /// <returns>A copy.</returns>
    public NotificationHealth Health()
    {
        lock (_lock)
        {
            DateTimeOffset now = _clock.Now;
            return new NotificationHealth(
                [.. _channels.Values.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new ChannelHealth(
                    c.Name, c.Settings.Type, c.Settings.Enabled, c.Channel?.Sender.Circuit ?? CircuitState.Closed,
                    c.Channel?.Lane.PausedUntil > now ? c.Channel.Lane.PausedUntil : null, c.Channel?.Lane.Count ?? 0, c.LastAcceptedAt, c.LastFailure))],
                _outbox.Count, _outbox.OldestAge, _outbox.DeadLetters().Count, _digests.Pending, _incidents.OpenCount, _audit.CountOf(AuditDecision.Dropped),
                Interlocked.Read(ref _storeFailures));
        }
    }

    /// <summary>The latest decisions, the oldest first.</summary>
    /// <param name="count">How many at most. Default 100.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<AuditEntry> Audit(int count = 100) => _audit.Latest(count);

    internal long CountOf(AuditDecision decision) => _audit.CountOf(decision);
}
