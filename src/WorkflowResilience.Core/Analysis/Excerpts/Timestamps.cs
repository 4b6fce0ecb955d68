namespace WorkflowResilience.Analysis;

/// <summary>Points in time as programs write them. Never longer than some forty characters, so asking at every place of a text stays linear.</summary>
internal static class Timestamps
{
    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private const string Days = "MonTueWedThuFriSatSun";

    /// <summary>How many characters of the text's start are a date, a time of day (with seconds) or both; 0 when neither stands there.</summary>
    internal static int Length(ReadOnlySpan<char> text)
    {
        if (text.Length < 5) return 0;
        int date = char.IsAsciiDigit(text[0]) ? NumericDate(text) : char.IsAsciiLetterUpper(text[0]) ? NamedDate(text) : 0;
        if (date == 0) return TimeOfDay(text);
        ReadOnlySpan<char> rest = text[date..];
        int join = rest.StartsWith(", ", StringComparison.Ordinal) ? 2 : rest.Length > 0 && rest[0] is 'T' or 't' or ' ' or '_' or ':' or '-' ? 1 : 0;
        if (join == 0) return date;
        int time = TimeOfDay(rest[join..]);
        if (time == 0) return Ends(rest) || rest[0] is ' ' or ',' or ':' ? date : 0;
        int end = date + join + time;

        // Jan  2 15:04:05 2026
        bool year = !char.IsAsciiDigit(text[0]) && text[end..] is [' ', '1' or '2', ..] tail && Digits(tail[1..]) == 4 && Ends(tail[5..]);
        return year ? end + 5 : end;
    }

    /// <summary>Seconds or milliseconds since 1970, between 2001 and 2286; 0 when no such number stands there.</summary>
    internal static int EpochLength(ReadOnlySpan<char> text)
    {
        int digits = Digits(text);
        if (digits is not (10 or 13) || text[0] is < '1') return 0;
        if (digits == text.Length) return digits;
        if (text[digits] != '.') return digits;
        int fraction = Digits(text[(digits + 1)..]);
        return fraction == 0 ? digits : digits + 1 + fraction;
    }

    // 2026-01-02, 2026/1/2, 02/01/2026, 17/06/09, 02.01.2026, 02/Jan/2026, 02 Jan 2026
    private static int NumericDate(ReadOnlySpan<char> text)
    {
        int first = Digits(text);
        if (first is not (1 or 2 or 4) || first + 2 >= text.Length) return 0;
        char separator = text[first];
        if (separator is not ('-' or '/' or '.' or ' ')) return 0;
        int second = first + 1;
        int middle = IsName(text[second..], Months) ? 3 : Digits(text[second..]);
        if (middle is 0 or > 3 || (separator is ' ' && middle != 3) || second + middle + 1 >= text.Length || text[second + middle] != separator) return 0;
        int last = Digits(text[(second + middle + 1)..]);
        int length = second + middle + 1 + last;
        bool plausible = first == 4 ? last is 1 or 2 : last == 4 || (last == 2 && separator == '/');
        if (!plausible || (separator == '.' && first != 4 && last != 4)) return 0;
        return length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '.' or '/' && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1])) ? 0 : length;
    }

    // Jan  2, Mon Jan 2, Mon, 02 Jan 2026
    private static int NamedDate(ReadOnlySpan<char> text)
    {
        int start = 0;
        if (IsName(text, Days))
        {
            start = text[3] == ',' ? 4 : 3;
            if (start >= text.Length || text[start] != ' ') return 0;
            start++;
            if (start < text.Length && char.IsAsciiDigit(text[start])) return NumericDate(text[start..]) is > 0 and int date ? start + date : 0;
        }

        if (!IsName(text[start..], Months) || start + 4 >= text.Length || text[start + 3] != ' ') return 0;
        int day = start + 4;
        if (text[day] == ' ') day++;
        int digits = Digits(text[day..]);
        if (digits is not (1 or 2)) return 0;

        // May 5 may be a sentence's; only with a time behind is it a date.
        int end = day + digits;
        return end < text.Length && text[end] == ' ' && TimeOfDay(text[(end + 1)..]) > 0 ? end : 0;
    }

    // 3:04:05, 03:04:05.123, 15:04:05,123Z, 15:04:05 +0100, 8:31:23 PM; 05_46_08 as file names have it is left to the numbers.
    private static int TimeOfDay(ReadOnlySpan<char> text)
    {
        int hours = Digits(text);
        if (hours is not (1 or 2) || text.Length < hours + 6 || text[hours] != ':' || Digits(text[(hours + 1)..]) != 2 || text[hours + 3] != ':' || Digits(text[(hours + 4)..]) != 2) return 0;
        int end = hours + 6;
        if (end + 1 < text.Length && text[end] is '.' or ',' && Digits(text[(end + 1)..]) is > 0 and <= 9 and int fraction) end += 1 + fraction;
        return end + Zone(text[end..]);
    }

    private static int Zone(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        if (text[0] is 'Z' or 'z') return Ends(text[1..]) ? 1 : 0;
        int i = text[0] == ' ' ? 1 : 0;
        ReadOnlySpan<char> rest = text[i..];
        if (rest.Length >= 5 && rest[0] is '+' or '-')
        {
            int hours = Digits(rest[1..]);
            if (hours == 4 && Ends(rest[5..])) return i + 5;
            if (hours == 2 && rest.Length >= 6 && rest[3] == ':' && Digits(rest[4..]) == 2) return i + 6;
        }

        if (i == 0) return 0;
        foreach (string name in (ReadOnlySpan<string>)["UTC", "GMT", "AM", "PM", "CEST", "CET", "CST", "CDT", "EST", "EDT", "PST", "PDT"])
        {
            if (rest.StartsWith(name, StringComparison.Ordinal) && Ends(rest[name.Length..])) return i + name.Length;
        }

        return 0;
    }

    private static bool IsName(ReadOnlySpan<char> text, string names)
    {
        if (text.Length < 4 || char.IsAsciiLetterOrDigit(text[3])) return false;
        int at = names.AsSpan().IndexOf(text[..3]);
        return at >= 0 && at % 3 == 0;
    }

    private static bool Ends(ReadOnlySpan<char> text) => text.IsEmpty || !char.IsAsciiLetterOrDigit(text[0]);

    // At most ten times as many as any of the forms has, so that a long number costs nothing.
    private static int Digits(ReadOnlySpan<char> text)
    {
        int i = 0;
        while (i < text.Length && i < 16 && char.IsAsciiDigit(text[i])) i++;
        return i;
    }
}
