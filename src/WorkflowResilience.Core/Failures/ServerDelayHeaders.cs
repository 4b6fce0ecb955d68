using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace WorkflowResilience;

/// <summary>
/// The wait that a server asks for, from its headers: <c>Retry-After</c> (seconds, also with a fraction, or a date), <c>Retry-After-Ms</c>,
/// <c>x-ms-retry-after-ms</c> and <c>x-amz-retry-after</c> (milliseconds), and, when a rate limit is used up, its reset time.
/// </summary>
/// <remarks>Nothing here throws because of a header: what cannot be read counts as absent. Waits are never negative and at most <see cref="Longest"/>.</remarks>
internal static class ServerDelayHeaders
{
    private static readonly string[] s_milliseconds = ["Retry-After-Ms", "x-ms-retry-after-ms", "x-amz-retry-after"];
    private static readonly string[] s_resets = ["X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset"];
    private static readonly string[] s_remaining = ["X-RateLimit-Remaining", "RateLimit-Remaining", "X-Rate-Limit-Remaining"];

    /// <summary>The longest wait that is believed: 30 days.</summary>
    internal static TimeSpan Longest => BackoffSchedule.Longest;

    /// <summary>The wait that a response asks for; null when it asks for none.</summary>
    /// <remarks>
    /// The longest of the direct headers wins, because none may be shortened. Reset times are a limit's calendar, sent with every answer: they count only when no
    /// direct header does, on a 429 that does not say that calls remain, and on a 403 that says that none does.
    /// </remarks>
    internal static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        HttpHeadersNonValidated headers = response.Headers.NonValidated;
        TimeSpan? delay = ParseRetryAfter(First(headers, "Retry-After"), now);
        foreach (string name in s_milliseconds) delay = Longer(delay, ParseMilliseconds(First(headers, name)));
        if (delay is not null || !MeansLimit(response)) return delay;
        foreach (string name in s_resets) delay = Longer(delay, ParseReset(First(headers, name), now));
        return delay;
    }

    /// <summary>Whether the response says that no calls remain of a rate limit.</summary>
    internal static bool IsLimitUsedUp(HttpResponseMessage response) => Remaining(response) == 0;

    /// <summary>Reads <c>Retry-After</c>: seconds from now, or a date; one that has passed means zero.</summary>
    internal static TimeSpan? ParseRetryAfter(string? text, DateTimeOffset now)
    {
        if (Number(text) is { } seconds) return Span(seconds * TimeSpan.TicksPerSecond);
        return DateTimeOffset.TryParseExact(
            text?.Trim(),
            ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "o", "yyyy-MM-ddTHH:mm:ssK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces,
            out DateTimeOffset date)
            ? Until(date, now)
            : null;
    }

    /// <summary>Reads a count of milliseconds.</summary>
    internal static TimeSpan? ParseMilliseconds(string? text) => Number(text) is { } milliseconds ? Span(milliseconds * TimeSpan.TicksPerMillisecond) : null;

    /// <summary>Reads a reset time: seconds since 1970, milliseconds since 1970, or, below a thousand million, seconds from now.</summary>
    internal static TimeSpan? ParseReset(string? text, DateTimeOffset now) => Number(text) switch
    {
        null => null,
        < 1e9 and { } delta => Span(delta * TimeSpan.TicksPerSecond),
        < 1e11 and { } seconds => Span((seconds * TimeSpan.TicksPerSecond) - (now - DateTimeOffset.UnixEpoch).Ticks),
        { } milliseconds => Span((milliseconds * TimeSpan.TicksPerMillisecond) - (now - DateTimeOffset.UnixEpoch).Ticks),
    };

    private static bool MeansLimit(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => Remaining(response) is null or 0,
        HttpStatusCode.Forbidden => Remaining(response) == 0,
        _ => false,
    };

    private static double? Remaining(HttpResponseMessage response)
    {
        foreach (string name in s_remaining)
        {
            if (Number(First(response.Headers.NonValidated, name)) is { } remaining) return remaining;
        }

        return null;
    }

    private static string? First(HttpHeadersNonValidated headers, string name)
    {
        if (!headers.TryGetValues(name, out HeaderStringValues values)) return null;
        foreach (string value in values) return value;
        return null;
    }

    // Digits and at most one point: no sign, no exponent, no spaces inside, no infinity.
    private static double? Number(string? text)
    {
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
    }

    private static TimeSpan Until(DateTimeOffset date, DateTimeOffset now) => Span((double)(date - now).Ticks);

    // Rounded up: a wait that ends a moment early is a call too many.
    private static TimeSpan Span(double ticks) => ticks >= Longest.Ticks ? Longest : TimeSpan.FromTicks((long)Math.Ceiling(Math.Max(0, ticks)));

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
