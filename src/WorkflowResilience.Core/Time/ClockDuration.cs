namespace WorkflowResilience.Time;

/// <summary>Reads <c>hh:mm:ss</c>, <c>d.hh:mm:ss</c> and either with a fraction of a second. <c>25:00:00</c> is refused: some readers take it for 25 days.</summary>
internal static class ClockDuration
{
    private const string Form = "is not of the form 00:00:30 or 1.00:00:30; write it so or with units, such as 30s.";

    /// <summary>Gives the ticks, or the end of a sentence that begins with the text in quotes.</summary>
    internal static string? Read(ReadOnlySpan<char> text, out UInt128 ticks)
    {
        ticks = 0;
        ReadOnlySpan<char> rest = text;
        UInt128 days = 0;
        int point = text.IndexOf('.');
        if (point >= 0 && point < text.IndexOf(':'))
        {
            ReadOnlySpan<char> daysText = text[..point];
            var number = DurationNumber.Take(ref daysText);
            if (!number.IsNumber || daysText.Length > 0) return Form;
            number.TryTicks(TimeSpan.TicksPerDay, out days);
            rest = text[(point + 1)..];
        }

        if (rest is not [_, _, ':', _, _, ':', _, _] and not [_, _, ':', _, _, ':', _, _, '.', ..]) return Form;
        if (Two(rest) is not { } hours || Two(rest[3..]) is not { } minutes || Two(rest[6..]) is not { } wholeSeconds) return Form;
        if (hours > 23) return $"has {hours} hours; write {hours / 24}.{hours % 24:00}:{minutes:00}:{wholeSeconds:00} or {hours}h.";
        if (minutes > 59) return $"has {minutes} minutes; 59 is the most.";
        if (wholeSeconds > 59) return $"has {wholeSeconds} seconds; 59 is the most.";

        ReadOnlySpan<char> secondsText = rest[6..];
        var seconds = DurationNumber.Take(ref secondsText);
        if (!seconds.IsNumber || secondsText.Length > 0) return Form;
        if (!seconds.TryTicks(TimeSpan.TicksPerSecond, out UInt128 part)) return "is finer than 100 nanoseconds, the smallest step of time here.";
        UInt128 day = part + (UInt128)((hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute));
        ticks = UInt128.MaxValue - days < day ? UInt128.MaxValue : days + day;
        return null;
    }

    private static int? Two(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) ? ((text[0] - '0') * 10) + (text[1] - '0') : null;
}
