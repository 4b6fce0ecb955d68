using WorkflowResilience.Storage;

namespace WorkflowResilience.Notifications;

/// <summary>
/// Tells the right people of what happens, once and in time, and loses nothing: from a notification over incident, inhibition, silences, routes and limits to messages in an outbox,
/// which keeps each until its channel has accepted it.
/// </summary>
/// <remarks>Thread-safe. Begins with the first use or with <see cref="StartAsync"/>; dispose of it to end, what is not accepted by then is sent after the next start.</remarks>
public sealed partial class NotificationCenter : INotificationPreview, IAsyncDisposable
{
    private const string IncidentCollection = "incidents";
    private const string DigestCollection = "digests";
    private const string SilenceCollection = "silences";

    private readonly Lock _lock = new();
    private readonly NotificationOptions _options;
    private readonly IRecordStore _store;
    private readonly bool _ownsStore;
    private readonly SteadyClock _clock;
    private readonly ulong _seed;
    private readonly ChannelServices _services;
    private readonly WorkflowRunner _runner;
    private readonly Dictionary<string, ChannelState> _channels = new(StringComparer.Ordinal);
    private readonly RoutingTree _routes;
    private readonly IncidentBook _incidents;
    private readonly EscalationBook _escalations;
    private readonly Inhibitor _inhibitor;
    private readonly SilenceBook _silences;
    private readonly Limiter _limiter;
    private readonly DigestBook _digests;
    private readonly MessageRenderer _renderer;
    private readonly AuditTrail _audit;
    private readonly CommitQueue _commits;
    private readonly Outbox _outbox;
    private readonly ITimer _timer;
    private readonly Dictionary<string, LimitLease> _leases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, string Group), (string DeliveryId, DateTimeOffset At)> _groups = [];
    private Task? _start;
    private bool _isDisposed;

    private NotificationCenter(NotificationOptions options, TimeProvider time, IServiceProvider? provider)
    {
        _options = options;
        _clock = new SteadyClock(time);
        _seed = options.Seed ?? (ulong)Guid.NewGuid().GetHashCode() << 32 | (uint)Guid.NewGuid().GetHashCode();
        _ownsStore = options.Store is null;
        _store = options.Store ?? (options.Directory is { } directory ? FileRecordStore.Open(directory) : new InMemoryRecordStore());
        _services = new ChannelServices(time, provider);
        _audit = new AuditTrail(options.AuditCapacity, options.AuditSink);
        _routes = new RoutingTree(options.RouteOrDefault());
        _incidents = new IncidentBook(options.Limits.MaxIncidents);
        _escalations = new EscalationBook([.. options.Escalations]);
        _inhibitor = new Inhibitor([.. options.InhibitionRules]);
        _intake = new IntakeQueue(options.Limits.IntakeCapacity);
        _silences = new SilenceBook([.. options.MaintenanceWindows]);
        _limiter = new Limiter(options.Limits);
        _digests = new DigestBook(options.Limits);
        _renderer = new MessageRenderer(options.Templates.AsReadOnly());
        _commits = new CommitQueue(_store, _clock.Clock, StoreFailed);
        _outbox = new Outbox(_store, _commits, options.Outbox, new Listener(this), _clock, _seed);
        _runner = WorkflowRunner.Create(o =>
        {
            // Without observers and analysis: a channel's trouble must not become a notification over the same channel.
            o.TimeProvider = time;
            o.Seed = _seed;
            o.Analysis = FailureAnalysis.Off;
            o.MaxConcurrentRetries = 1000;
            o.Policies.Clear();
            foreach ((string name, ChannelSettings settings) in options.Channels) o.Policies[name] = ChannelSender.PolicyOf(settings);
        });
        foreach ((string name, ChannelSettings settings) in options.Channels) _channels[name] = new ChannelState(name, settings);
        _timer = _clock.Clock.CreateTimer(static state => ((NotificationCenter)state!).Tick(), this);
    }

    /// <summary>Makes a center.</summary>
    /// <param name="configure">Sets channels, routes and limits.</param>
    /// <param name="timeProvider">The clock; null: the system's.</param>
    /// <returns>The center; dispose of it.</returns>
    /// <exception cref="ArgumentException">The options are wrong; the message tells all problems.</exception>
    public static NotificationCenter Create(Action<NotificationOptions> configure, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new NotificationOptions();
        configure(options);
        return Create(options, timeProvider ?? TimeProvider.System, provider: null);
    }

    internal static NotificationCenter Create(NotificationOptions options, TimeProvider time, IServiceProvider? provider)
    {
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0) throw new ArgumentException($"The notifications are not configured rightly:\n- {string.Join("\n- ", problems)}", nameof(options));
        return new NotificationCenter(options, time, provider);
    }

    /// <summary>Reads what an earlier process left and begins to send. Called by the first use as well.</summary>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>Completes when the center has started.</returns>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_options.Enabled) return Task.CompletedTask;
        Task start;
        lock (_lock) start = _start ??= BeginAsync();
        return start.IsCompleted ? start : start.WaitAsync(cancellationToken);
    }

    /// <summary>Tells of something. What was decided, and every message that follows from it, is stored before this returns.</summary>
    /// <param name="notification">What happened.</param>
    /// <param name="cancellationToken">Cancels before anything was decided, not later.</param>
    /// <returns>What was decided. A store that fails does not throw: the messages go from memory, and <see cref="PublishResult.IsDurable"/> is false.</returns>
    public async ValueTask<PublishResult> PublishAsync(Notification notification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (!_options.Enabled) return new PublishResult(PublishOutcome.Disabled, IsDurable: false, null, [], []);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        Notification redacted = NotificationRedaction.Of(notification, _clock.Now);
        (Decision decision, bool isStored) = await DecideAsync((now, d) => Decide(redacted, now, exceptChannel: null, d)).ConfigureAwait(false);
        return new PublishResult(decision.Outcome, isStored, decision.IncidentKey, decision.Deliveries, decision.Suppressed);
    }

    /// <summary>Notes that somebody has taken an incident on: it escalates no further, and receivers that track incidents are told.</summary>
    /// <param name="incidentKey">The incident's key.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Cancels before anything was decided.</param>
    /// <returns>Whether it was open and nobody had taken it on.</returns>
    public async ValueTask<bool> AcknowledgeAsync(string incidentKey, string by, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(incidentKey);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        (Decision decision, _) = await DecideAsync((now, d) =>
        {
            string who = Markup.OneLine(FailureText.Redact(by));
            if (_incidents.Acknowledge(incidentKey, who, now) is not { } incident) return;
            d.Outcome = PublishOutcome.Sent;
            Audit(now, AuditDecision.Acknowledged, who, incident: incidentKey, summary: incident.Notification.Summary);
            foreach (string channel in incident.Told.Keys)
            {
                if (_channels.TryGetValue(channel, out ChannelState? state) && state.Settings is { Enabled: true, TracksIncidents: true, Type: not "alertmanager" })
                    Add(d, Row(state, incident.Notification, MessageAction.Acknowledge, incident, route: null, now));
            }

            d.Writes.Add(RecordWrite.Put(IncidentCollection, incident.Key, incident.Save()));
        }).ConfigureAwait(false);
        return decision.Outcome == PublishOutcome.Sent;
    }

    /// <summary>Ends an incident: everybody who was told of it is told that it is over.</summary>
    /// <param name="incidentKey">The incident's key.</param>
    /// <param name="by">Who or what ended it; null: nobody says.</param>
    /// <param name="cancellationToken">Cancels before anything was decided.</param>
    /// <returns>Whether it was open.</returns>
    public async ValueTask<bool> ResolveAsync(string incidentKey, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(incidentKey);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        bool wasOpen = false;
        await DecideAsync((now, d) =>
        {
            if (_incidents.Resolve(incidentKey, by is null ? null : Markup.OneLine(FailureText.Redact(by)), now) is not { } incident) return;
            wasOpen = true;
            TellOver(d, incident, incident.Notification, now);
        }).ConfigureAwait(false);
        return wasOpen;
    }

    /// <summary>The incidents that are not over, the gravest first.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<IncidentSnapshot> OpenIncidents()
    {
        lock (_lock) return [.. _incidents.Open().OrderByDescending(i => i.Severity).ThenBy(i => i.OpenedAt).Select(IncidentSnapshot.Of)];
    }

    /// <summary>Tells nobody of what matches for a while.</summary>
    /// <param name="silence">What, how long, who wants it and why.</param>
    /// <param name="cancellationToken">Cancels before anything was decided.</param>
    /// <returns>The silence with its id.</returns>
    /// <exception cref="ArgumentException">It is wrong; the message says how.</exception>
    public async ValueTask<Silence> SilenceAsync(Silence silence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(silence);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        Silence given = silence;
        await DecideAsync((now, d) =>
        {
            if (SilenceBook.Problem(silence, now) is { } problem) throw new ArgumentException(problem, nameof(silence));
            given = silence with
            {
                Id = silence.Id ?? NewId("s", _outbox.NextSequence()),
                StartsAt = silence.StartsAt == default ? now : silence.StartsAt,
                Comment = FailureText.Redact(silence.Comment),
                CreatedBy = Markup.OneLine(FailureText.Redact(silence.CreatedBy)),
            };
            _silences.Set(given);
            d.Writes.Add(RecordWrite.Put(SilenceCollection, given.Id, StoredSilence.Save(given)));
            Audit(now, AuditDecision.SilenceChanged, $"{given.Id} by {given.CreatedBy} until {given.EndsAt.UtcDateTime:u}: {given.Comment}");
        }).ConfigureAwait(false);
        return given;
    }

    /// <summary>Ends a silence now.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels before anything was decided.</param>
    /// <returns>Whether there was such a silence that had not ended.</returns>
    public async ValueTask<bool> ExpireSilenceAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        await StartAsync(cancellationToken).ConfigureAwait(false);
        bool was = false;
        await DecideAsync((now, d) =>
        {
            if (_silences.Expire(id, now) is not { } silence) return;
            was = true;
            d.Writes.Add(RecordWrite.Put(SilenceCollection, id, StoredSilence.Save(silence)));
            Audit(now, AuditDecision.SilenceChanged, $"{id} ended");
        }).ConfigureAwait(false);
        return was;
    }

    /// <summary>The silences that are known, those that ended lately included.</summary>
    /// <returns>A copy.</returns>
    public IReadOnlyList<Silence> Silences()
    {
        lock (_lock) return _silences.All;
    }

    /// <summary>Ends: what is under way is given a moment, what is left is sent after the next start.</summary>
    /// <returns>Completes when nothing of it runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _outbox.DisposeAsync().ConfigureAwait(false);
        _runner.Dispose();
        _services.Dispose();
        Telemetry?.Dispose();
        if (_ownsStore) await _store.DisposeAsync().ConfigureAwait(false);
    }
}
