namespace WorkflowResilience.Time;

/// <summary>Reads <c>30s</c>, <c>1h30m</c>, <c>250ms</c>: numbers with units, the larger first.</summary>
internal static class UnitDuration
{
    private const string Units = "the units are d, h, m, s, ms and us.";

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
    /// <param name="text">The text without its sign.</param>
    /// <param name="written">The text with it, for advice.</param>
    /// <param name="ticks">The ticks.</param>
    internal static string? Read(ReadOnlySpan<char> text, string written, out UInt128 ticks)
    {
        ticks = 0;
        ReadOnlySpan<char> rest = text;
        int last = -1;
        bool fraction = false;
        do
        {
            if (fraction) return "has more behind a fraction; only the last number may have one: write 1h30m or 1.5h.";
            var number = DurationNumber.Take(ref rest);
            if (!number.IsNumber) return "is not a duration; write one such as 250ms, 30s, 5m, 1h30m or 00:00:30.";
            ReadOnlySpan<char> unit = TakeUnit(ref rest);
            if (unit.Length == 0) return NoUnit(written, last);
            string name = unit.ToString();
            int index = Array.FindIndex(s_units, u => string.Equals(u.Name, name, StringComparison.Ordinal));
            if (index < 0) return $"has the unit '{name}'; {Units}";
            if (index <= last) return "has its units out of order; write the larger first and each once, such as 1h30m.";
            if (!number.TryTicks(s_units[index].Ticks, out UInt128 part)) return "is finer than 100 nanoseconds, the smallest step of time here.";
            ticks = UInt128.MaxValue - ticks < part ? UInt128.MaxValue : ticks + part;
            last = index;
            fraction = number.HasPoint;
        }
        while (rest.Length > 0);

        return null;
    }

    // A number alone is taken for seconds, one behind a unit for the next smaller unit.
    private static string NoUnit(string text, int last)
    {
        if (last < 0) return $"has no unit; write {text}s.";
        ReadOnlySpan<char> number = text.AsSpan(text.AsSpan().LastIndexOfAnyInRange('a', 'z') + 1);
        return last + 1 < s_units.Length ? $"has no unit behind {number}; write {text}{s_units[last + 1].Name}." : $"has no unit behind {number}; {Units}";
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
