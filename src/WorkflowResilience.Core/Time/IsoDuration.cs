namespace WorkflowResilience.Time;

/// <summary>Reads ISO 8601 durations: <c>PT30S</c>, <c>P1DT2H</c>, <c>P2W</c>. Years and months are refused: their length differs.</summary>
internal static class IsoDuration
{
    private const string Form = "is not an ISO 8601 duration; write one such as PT30S, PT1H30M or P1D.";

    private static readonly (char Letter, bool Time, long Ticks)[] s_units =
    [
        ('W', false, 7 * TimeSpan.TicksPerDay),
        ('D', false, TimeSpan.TicksPerDay),
        ('H', true, TimeSpan.TicksPerHour),
        ('M', true, TimeSpan.TicksPerMinute),
        ('S', true, TimeSpan.TicksPerSecond),
    ];

    /// <summary>Gives the ticks, or the end of a sentence that begins with the text in quotes.</summary>
    internal static string? Read(ReadOnlySpan<char> text, out UInt128 ticks)
    {
        ticks = 0;
        ReadOnlySpan<char> rest = text[1..];
        int last = -1;
        bool time = false, fraction = false, empty = true;
        while (rest.Length > 0)
        {
            if (!time && rest[0] is 'T' or 't')
            {
                (time, empty) = (true, true);
                rest = rest[1..];
                continue;
            }

            var number = DurationNumber.Take(ref rest);
            if (!number.IsNumber || fraction || rest.Length == 0) return Form;
            char letter = char.ToUpperInvariant(rest[0]);
            rest = rest[1..];
            if (!time && letter is 'Y' or 'M') return "has years or months, whose length differs; write days, such as P30D.";
            bool inTime = time;
            int index = Array.FindIndex(s_units, u => u.Letter == letter && u.Time == inTime);
            if (index <= last) return Form;
            if (!number.TryTicks(s_units[index].Ticks, out UInt128 part)) return "is finer than 100 nanoseconds, the smallest step of time here.";
            ticks = UInt128.MaxValue - ticks < part ? UInt128.MaxValue : ticks + part;
            (last, fraction, empty) = (index, number.HasPoint, false);
        }

        return empty ? Form : null;
    }
}
