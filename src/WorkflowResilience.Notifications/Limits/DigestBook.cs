namespace WorkflowResilience.Notifications;

/// <summary>Sums up what was held back, channel by channel, until a digest of it goes. Pure; guarded by the center's lock.</summary>
internal sealed class DigestBook(NotificationLimits limits)
{
    private readonly Dictionary<string, Digest> _digests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    /// <summary>When a digest may be due; <see cref="DateTimeOffset.MaxValue"/> when nothing was held back.</summary>
    internal DateTimeOffset NextAt { get; private set; } = DateTimeOffset.MaxValue;

    /// <summary>How many notifications are summed up now.</summary>
    internal long Pending => _digests.Values.Sum(d => d.Total);

    internal void Restore(Digest digest)
    {
        _digests[digest.Channel] = digest;
        if (digest.DueAt < NextAt) NextAt = digest.DueAt;
    }

    /// <summary>Counts a notification that was held back.</summary>
    /// <returns>The channel's digest, to be stored.</returns>
    internal Digest Add(string channel, string key, Notification notification, string reason, DateTimeOffset now)
    {
        if (!_digests.TryGetValue(channel, out Digest? digest))
        {
            DateTimeOffset due = now + limits.DigestInterval;
            if (_last.TryGetValue(channel, out DateTimeOffset last) && last + limits.DigestInterval > due) due = last + limits.DigestInterval;
            digest = new Digest { Channel = channel, Since = now, DueAt = due };
        }

        if (digest.Entries.TryGetValue(key, out DigestEntry? entry)) digest = With(digest, key, entry with { Count = entry.Count + 1, Reason = reason });
        else if (digest.Entries.Count < limits.MaxDigestLines) digest = With(digest, key, new DigestEntry(TextOf(notification), 1, reason));
        else digest = digest with { Others = digest.Others + 1 };
        if (notification.Severity > digest.Severity) digest = digest with { Severity = notification.Severity };
        Restore(digest);
        return digest;
    }

    /// <summary>Takes the digests that are due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="all">Whether also those that are not due yet are taken, because the host stops.</param>
    internal List<Digest> Take(DateTimeOffset now, bool all = false)
    {
        List<Digest> due = [.. _digests.Values.Where(d => all || d.DueAt <= now).OrderBy(d => d.Channel, StringComparer.Ordinal)];
        foreach (Digest digest in due)
        {
            _digests.Remove(digest.Channel);
            _last[digest.Channel] = now;
        }

        NextAt = DateTimeOffset.MaxValue;
        foreach (Digest digest in _digests.Values)
        {
            if (digest.DueAt < NextAt) NextAt = digest.DueAt;
        }

        return due;
    }

    /// <summary>The lines as a message has them, the most frequent first.</summary>
    internal static IReadOnlyList<DigestLine> LinesOf(Digest digest)
    {
        List<DigestLine> lines = [.. digest.Entries.Values.OrderByDescending(e => e.Count).ThenBy(e => e.Text, StringComparer.Ordinal).Select(e => new DigestLine($"{e.Text} ({e.Reason})", e.Count))];
        if (digest.Others > 0) lines.Add(new DigestLine("others", digest.Others));
        return lines;
    }

    private static Digest With(Digest digest, string key, DigestEntry entry) =>
        digest with { Entries = new Dictionary<string, DigestEntry>(digest.Entries, StringComparer.Ordinal) { [key] = entry } };

    private static string TextOf(Notification notification)
    {
        string where = string.Join('/', new[] { notification.Workflow, notification.Stage.IsNone ? null : notification.Stage.Name }.Where(p => !string.IsNullOrEmpty(p)));
        string text = where.Length == 0 ? notification.Summary : $"{where}: {notification.Summary}";
        return text.Length <= 200 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[198]) ? 198 : 199), "…");
    }
}
