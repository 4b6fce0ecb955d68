using System.Buffers;
using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Durations as Argo reads them: whole seconds, or Go's <c>1h30m</c>. There are no days.</summary>
internal static class GoDuration
{
    // Longest first, so that m does not take ms.
    private static readonly (string Unit, decimal Seconds)[] s_units =
        [("ns", 0.000_000_001m), ("us", 0.000_001m), ("µs", 0.000_001m), ("μs", 0.000_001m), ("ms", 0.001m), ("s", 1), ("m", 60), ("h", 3600)];

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    /// <summary>The seconds; null for what is no duration.</summary>
    internal static decimal? Seconds(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole : SecondsWithUnit(text);

    /// <summary>The seconds where a bare number is refused too.</summary>
    internal static decimal? SecondsWithUnit(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan();
        decimal sign = rest.StartsWith("-") ? -1 : 1;
        if (rest.StartsWith("-") || rest.StartsWith("+")) rest = rest[1..];
        if (rest is "0") return 0;
        if (rest.Length == 0) return null;
        decimal sum = 0;
        while (rest.Length > 0)
        {
            int digits = rest.IndexOfAnyExcept(s_number);
            if (digits <= 0 || digits > 20 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)) return null;
            rest = rest[digits..];
            (string unit, decimal seconds) = UnitOf(rest);
            if (unit.Length == 0) return null;
            sum += number * seconds;
            rest = rest[unit.Length..];
        }

        return sign * sum;
    }

    private static (string Unit, decimal Seconds) UnitOf(ReadOnlySpan<char> rest)
    {
        foreach ((string unit, decimal seconds) in s_units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal)) return (unit, seconds);
        }

        return ("", 0);
    }
}
