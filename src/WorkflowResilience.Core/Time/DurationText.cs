using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace WorkflowResilience.Time;

/// <summary>
/// Durations as people write them. Read: <c>30s</c>, <c>250ms</c>, <c>1h30m</c>, <c>1.5h</c>, <c>1d</c>, <c>00:00:30</c>, <c>1.00:00:00</c>, ISO 8601
/// such as <c>PT30S</c>, and <c>infinite</c>. Written: always the first of these forms, or <c>infinite</c>. A bare number is refused: its unit would be a guess.
/// </summary>
/// <remarks>Thread-safe, independent of culture. What <see cref="Format"/> writes, <see cref="Parse"/> reads back to the same tick.</remarks>
public static class DurationText
{
    /// <summary>The text of <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public const string Infinite = "infinite";

    /// <summary>Writes a duration: days, hours, minutes and seconds that are not zero, such as <c>1h30m</c> or <c>1m0.5s</c>; below a second milliseconds.</summary>
    /// <param name="duration">The duration; may be negative.</param>
    /// <returns>The text; it loses nothing.</returns>
    public static string Format(TimeSpan duration)
    {
        if (duration == Timeout.InfiniteTimeSpan) return Infinite;
        if (duration == TimeSpan.Zero) return "0s";

        // Unsigned, because the most negative duration has no positive counterpart.
        ulong ticks = duration < TimeSpan.Zero ? (ulong)-(duration.Ticks + 1) + 1 : (ulong)duration.Ticks;
        StringBuilder text = new(duration < TimeSpan.Zero ? "-" : "");
        if (ticks < TimeSpan.TicksPerSecond) return Append(text, ticks, TimeSpan.TicksPerMillisecond, "ms").ToString();
        ticks = AppendWhole(text, ticks, TimeSpan.TicksPerDay, 'd');
        ticks = AppendWhole(text, ticks, TimeSpan.TicksPerHour, 'h');
        ticks = AppendWhole(text, ticks, TimeSpan.TicksPerMinute, 'm');
        return ticks == 0 ? text.ToString() : Append(text, ticks, TimeSpan.TicksPerSecond, "s").ToString();
    }

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text, in any of the forms; spaces around it are ignored.</param>
    /// <returns>The duration.</returns>
    /// <exception cref="FormatException">It has none of the forms; the message quotes it and says what to write.</exception>
    public static TimeSpan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out TimeSpan duration, out string? problem) ? duration : throw new FormatException(problem);
    }

    /// <summary>Tries to read a duration.</summary>
    /// <param name="text">The text, in any of the forms; spaces around it are ignored.</param>
    /// <param name="duration">The duration; zero when there is a problem.</param>
    /// <param name="problem">What is wrong and what to write, quoting the text; null when nothing is.</param>
    /// <returns>Whether the text was understood.</returns>
    public static bool TryParse(string? text, out TimeSpan duration, [NotNullWhen(false)] out string? problem)
    {
        duration = default;
        string trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
        {
            problem = "The duration is empty; write one such as 30s, 5m or 1h30m.";
            return false;
        }

        problem = string.Equals(trimmed, Infinite, StringComparison.Ordinal) ? Become(Timeout.InfiniteTimeSpan, out duration) : Read(trimmed, out duration);
        return problem is null;
    }

    private static string? Read(string text, out TimeSpan duration)
    {
        duration = default;
        bool negative = text[0] == '-';
        string body = negative ? text[1..] : text;
        UInt128 ticks;
        string? problem = body switch
        {
            ['P' or 'p', ..] => IsoDuration.Read(body, out ticks),
            _ when body.Contains(':', StringComparison.Ordinal) => ClockDuration.Read(body, out ticks),
            _ => UnitDuration.Read(body, text, out ticks),
        };
        if (problem is not null) return $"'{text}' {problem}";

        UInt128 limit = negative ? (UInt128)long.MaxValue + 1 : (UInt128)long.MaxValue;
        if (ticks > limit) return $"'{text}' is longer than {Format(TimeSpan.MaxValue)}, the longest duration there is.";
        return Become(new TimeSpan(negative ? (long)-(Int128)ticks : (long)ticks), out duration);
    }

    private static string? Become(TimeSpan value, out TimeSpan duration)
    {
        duration = value;
        return null;
    }

    private static ulong AppendWhole(StringBuilder text, ulong ticks, ulong unit, char name)
    {
        if (ticks >= unit) text.Append(CultureInfo.InvariantCulture, $"{ticks / unit}").Append(name);
        return ticks % unit;
    }

    private static StringBuilder Append(StringBuilder text, ulong ticks, long unit, string name) =>
        text.Append((ticks / (decimal)unit).ToString("0.#######", CultureInfo.InvariantCulture)).Append(name);
}
