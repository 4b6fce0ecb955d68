using System.Text;

namespace WorkflowResilience.Redaction;

/// <summary>Tokens of Discord bots: the base64 of the digits of an id, a time, a signature. Without a prefix, so the base64 of every two digits is an anchor.</summary>
internal static class DiscordBotRule
{
    internal static readonly string[] Literals =
        [.. Enumerable.Range(10, 90).Select(n => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{n}0"))[..TrigramFilter.Length]).Distinct(StringComparer.Ordinal)];

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (!Boundary.IsBefore(text, at)) return;
        int id = scan.RunEnd(Charset.Base64Url, at);
        if (id - at is < 22 or > 30 || id >= text.Length || text[id] != '.') return;
        int time = scan.RunEnd(Charset.Base64Url, id + 1);
        if (time - id is < 7 or > 8 || time >= text.Length || text[time] != '.') return;
        int end = scan.RunEnd(Charset.Base64Url, time + 1);
        if (end - time > 27) scan.Replace(at, end);
    }
}
