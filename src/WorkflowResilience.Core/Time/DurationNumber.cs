namespace WorkflowResilience.Time;

/// <summary>A decimal number at the front of a text, kept as digits so that no rounding can happen on the way to ticks.</summary>
internal readonly ref struct DurationNumber
{
    // Twenty digits of days still fit in 128 bits of ticks.
    private const int MostDigits = 20;

    private readonly ReadOnlySpan<char> _whole;
    private readonly ReadOnlySpan<char> _fraction;

    private DurationNumber(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, bool hasPoint)
    {
        _whole = whole;
        _fraction = fraction;
        HasPoint = hasPoint;
    }

    internal bool HasPoint { get; }

    internal bool IsNumber => _whole.Length > 0 && (!HasPoint || _fraction.Length > 0);

    /// <summary>Takes digits, and a point with digits behind it, from the front.</summary>
    internal static DurationNumber Take(ref ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> whole = TakeDigits(ref text);
        if (text is not ['.', ..]) return new DurationNumber(whole, default, hasPoint: false);
        text = text[1..];
        return new DurationNumber(whole, TakeDigits(ref text), hasPoint: true);
    }

    /// <summary>The number of ticks that this many units are.</summary>
    /// <returns>False when it is not a whole number of ticks, or beyond any duration.</returns>
    internal bool TryTicks(long unit, out UInt128 ticks)
    {
        ticks = 0;
        ReadOnlySpan<char> whole = _whole.TrimStart('0'), fraction = _fraction.TrimEnd('0');
        if (whole.Length > MostDigits)
        {
            ticks = UInt128.MaxValue;
            return true;
        }

        ticks = Value(whole) * (UInt128)unit;
        if (fraction.Length == 0) return true;
        if (fraction.Length > MostDigits) return false;
        UInt128 scale = 1;
        for (int i = 0; i < fraction.Length; i++) scale *= 10;
        (UInt128 quotient, UInt128 remainder) = UInt128.DivRem(Value(fraction) * (UInt128)unit, scale);
        ticks += quotient;
        return remainder == 0;
    }

    private static UInt128 Value(ReadOnlySpan<char> digits)
    {
        UInt128 value = 0;
        foreach (char digit in digits) value = (value * 10) + (UInt128)(digit - '0');
        return value;
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiDigit(text[length])) length++;
        ReadOnlySpan<char> digits = text[..length];
        text = text[length..];
        return digits;
    }
}
