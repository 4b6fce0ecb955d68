namespace WorkflowResilience.Time;

/// <summary>Reads <c>30s</c>, <c>1h30m</c>, <c>250ms</c>: numbers with units, the larger first.</summary>
internal static class UnitDuration
{
    private static readonly (string Name, long Ticks)[] s_units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("us", TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>Gives the ticks, or the end of a sentence that begins with the text in quotes.</summary>
    internal static string? Read(ReadOnlySpan<char> text, out UInt128 ticks)
    {
        ticks = 0;
        ReadOnlySpan<char> rest = text;
        int last = -1;
        bool fraction = false;
        while (rest.Length > 0)
        {
            if (fraction) return "has more behind a fraction; only the last number may have one: write 1h30m or 1.5h.";
            var number = DurationNumber.Take(ref rest);
            if (!number.IsNumber) return "is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.";
            ReadOnlySpan<char> unit = TakeUnit(ref rest);
            if (unit.Length == 0) return $"has no unit; write {text}s.";
            string name = unit.ToString();
            int index = Array.FindIndex(s_units, u => string.Equals(u.Name, name, StringComparison.Ordinal));
            if (index < 0) return $"has the unit '{name}'; the units are d, h, m, s, ms and us.";
            if (index <= last) return "has its units out of order; write the larger first and each once, such as 1h30m.";
            if (!number.TryTicks(s_units[index].Ticks, out UInt128 part)) return "is finer than 100 nanoseconds, the smallest step of time here.";
            ticks = UInt128.MaxValue - ticks < part ? UInt128.MaxValue : ticks + part;
            last = index;
            fraction = number.HasPoint;
        }

        return null;
    }

    private static ReadOnlySpan<char> TakeUnit(ref ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && !char.IsAsciiDigit(text[length]) && text[length] != '.') length++;
        ReadOnlySpan<char> unit = text[..length];
        text = text[length..];
        return unit;
    }
}
