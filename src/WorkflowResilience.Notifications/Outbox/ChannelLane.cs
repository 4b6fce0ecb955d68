namespace WorkflowResilience.Notifications;

/// <summary>What one channel has to send, and what goes next: the gravest first, then the oldest, one of each incident at a time. Pure; guarded by the outbox's lock.</summary>
internal sealed class ChannelLane(string name, TokenBucket bucket, int concurrency)
{
    private static readonly Comparer<(int Severity, long Sequence)> s_order =
        Comparer<(int Severity, long Sequence)>.Create(static (a, b) => a.Severity != b.Severity ? b.Severity.CompareTo(a.Severity) : a.Sequence.CompareTo(b.Sequence));

    private readonly Dictionary<string, LinkedList<OutboxEntry>> _lines = new(StringComparer.Ordinal);
    // Which entries tell of an incident, also as one of several, and which incidents are being told of right now.
    private readonly Dictionary<string, List<OutboxEntry>> _tellers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _busy = new(StringComparer.Ordinal);
    private readonly PriorityQueue<OutboxEntry, DateTimeOffset> _waiting = new();
    private readonly PriorityQueue<OutboxEntry, (int Severity, long Sequence)> _ready = new(s_order);

    internal string Name { get; } = name;

    internal TokenBucket Bucket { get; } = bucket;

    /// <summary>How many are in it, those under way included.</summary>
    internal int Count { get; private set; }

    internal int InFlight { get; private set; }

    /// <summary>Nothing is sent before this.</summary>
    internal DateTimeOffset PausedUntil { get; private set; }

    internal void Add(OutboxEntry entry)
    {
        if (!_lines.TryGetValue(entry.Line, out LinkedList<OutboxEntry>? line)) _lines[entry.Line] = line = new LinkedList<OutboxEntry>();
        line.AddLast(entry);
        Count++;
        foreach (string incident in entry.Row.IncidentKeys()) Tell(incident, entry);
    }

    /// <summary>Notes that a message of the channel now tells of an incident as well.</summary>
    internal void Tell(string incident, OutboxEntry entry)
    {
        if (!_tellers.TryGetValue(incident, out List<OutboxEntry>? tellers)) _tellers[incident] = tellers = [];
        if (!tellers.Contains(entry)) tellers.Add(entry);
    }

    /// <summary>Those that tell of an incident, in no particular order.</summary>
    internal IReadOnlyList<OutboxEntry> TellersOf(string incident) => _tellers.TryGetValue(incident, out List<OutboxEntry>? tellers) ? [.. tellers] : [];

    /// <summary>Lets an entry be sent when its turn comes.</summary>
    internal void Release(OutboxEntry entry)
    {
        entry.IsReleased = true;
        if (!entry.IsGone && IsFirst(entry)) Wait(entry);
    }

    /// <summary>Brings back an entry whose try has ended or whose time has changed.</summary>
    internal void Wait(OutboxEntry entry) => _waiting.Enqueue(entry, entry.NextAt);

    internal void Remove(OutboxEntry entry)
    {
        if (entry.IsGone) return;
        entry.IsGone = true;
        Count--;
        foreach (string incident in entry.Row.IncidentKeys()) Untell(incident, entry);
        LinkedList<OutboxEntry> line = _lines[entry.Line];
        bool wasFirst = ReferenceEquals(line.First!.Value, entry);
        line.Remove(entry);
        if (line.First is not { } next) _lines.Remove(entry.Line);
        else if (wasFirst) Wait(next.Value);
    }

    internal void Untell(string incident, OutboxEntry entry)
    {
        if (_tellers.TryGetValue(incident, out List<OutboxEntry>? tellers) && tellers.Remove(entry) && tellers.Count == 0) _tellers.Remove(incident);
    }

    internal void PauseUntil(DateTimeOffset time)
    {
        if (time > PausedUntil) PausedUntil = time;
    }

    /// <summary>Takes what is to be sent now; null when nothing is.</summary>
    /// <param name="now">The time.</param>
    /// <param name="wake">When to ask again; <see cref="DateTimeOffset.MaxValue"/>: only after a change.</param>
    internal OutboxEntry? Take(DateTimeOffset now, out DateTimeOffset wake)
    {
        Ripen(now);
        wake = _waiting.TryPeek(out _, out DateTimeOffset due) ? due : DateTimeOffset.MaxValue;
        if (!Settle(now) || InFlight >= concurrency) return null;
        if (now < PausedUntil)
        {
            wake = Earlier(wake, PausedUntil);
            return null;
        }

        OutboxEntry entry = _ready.Peek();
        if (!Bucket.TryTake(now, entry.Row.IsCritical))
        {
            wake = Earlier(wake, Bucket.NextAt(now, entry.Row.IsCritical));
            return null;
        }

        _ready.Dequeue();
        entry.IsInFlight = true;
        InFlight++;
        foreach (string incident in entry.Row.IncidentKeys()) _busy[incident] = _busy.GetValueOrDefault(incident) + 1;
        return entry;
    }

    /// <summary>A try has ended; the entry is to be removed or to wait again.</summary>
    internal void Landed(OutboxEntry entry)
    {
        entry.IsInFlight = false;
        InFlight--;
        foreach (string incident in entry.Row.IncidentKeys())
        {
            if (--_busy[incident] > 0) continue;
            _busy.Remove(incident);

            // What tells of the same incident had to wait for it.
            foreach (OutboxEntry other in TellersOf(incident))
            {
                if (!ReferenceEquals(other, entry) && IsNext(other)) Wait(other);
            }
        }
    }

    /// <summary>Whether another try of an entry under way may be made at once: it takes a place of the channel's rate.</summary>
    internal bool TryAgainNow(DateTimeOffset now, bool isCritical) => now >= PausedUntil && Bucket.TryTake(now, isCritical);

    private void Ripen(DateTimeOffset now)
    {
        while (_waiting.TryPeek(out OutboxEntry? entry, out DateTimeOffset due) && (entry.IsGone || due <= now))
        {
            _waiting.Dequeue();
            if (!IsNext(entry)) continue;

            // Its time was moved, or a second note of it stands in the queue.
            if (entry.NextAt > now) Wait(entry);
            else _ready.Enqueue(entry, ((int)entry.Row.Notification.Severity, entry.Row.Sequence));
        }
    }

    // Whether something is ready; entries that are not any more are dropped from the front.
    private bool Settle(DateTimeOffset now)
    {
        while (_ready.TryPeek(out OutboxEntry? entry, out _))
        {
            if (IsNext(entry) && entry.NextAt <= now) return true;
            _ready.Dequeue();
        }

        return false;
    }

    private bool IsNext(OutboxEntry entry) => entry is { IsGone: false, IsInFlight: false, IsReleased: true } && IsFirst(entry) && !IsBusy(entry);

    private bool IsBusy(OutboxEntry entry)
    {
        if (_busy.Count == 0) return false;
        foreach (string incident in entry.Row.IncidentKeys())
        {
            if (_busy.ContainsKey(incident)) return true;
        }

        return false;
    }

    private bool IsFirst(OutboxEntry entry) => _lines.TryGetValue(entry.Line, out LinkedList<OutboxEntry>? line) && ReferenceEquals(line.First!.Value, entry);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
