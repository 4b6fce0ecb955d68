using System.Text.Json;

namespace WorkflowResilience.Notifications;

/// <summary>A silence as it is stored: matchers as text.</summary>
internal sealed record StoredSilence(string Id, IReadOnlyList<string> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string CreatedBy, string Comment)
{
    internal static byte[] Save(Silence silence) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredSilence(silence.Id!, [.. silence.Matchers.Select(m => m.ToString())], silence.StartsAt, silence.EndsAt, silence.CreatedBy, silence.Comment),
        SilenceJsonContext.Default.StoredSilence);

    internal static Silence Load(ReadOnlySpan<byte> json)
    {
        StoredSilence stored = JsonSerializer.Deserialize(json, SilenceJsonContext.Default.StoredSilence) ?? throw new JsonException("The stored silence is null.");
        return new Silence
        {
            Id = stored.Id,
            Matchers = [.. stored.Matchers.Select(LabelMatcher.Parse)],
            StartsAt = stored.StartsAt,
            EndsAt = stored.EndsAt,
            CreatedBy = stored.CreatedBy,
            Comment = stored.Comment,
        };
    }
}
