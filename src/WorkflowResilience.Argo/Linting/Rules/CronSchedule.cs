using System.Buffers;
using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>The schedules that Argo reads: five fields, or a word for them, behind an optional time zone.</summary>
/// <remarks>A day of the week is 0 to 6; 7 is no Sunday here.</remarks>
internal static class CronSchedule
{
    private static readonly string[] s_words = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly (string Name, int Low, int High, string[] Names)[] s_fields =
        [("minute", 0, 59, []), ("hour", 0, 23, []), ("day of the month", 1, 31, []), ("month", 1, 12, s_months), ("day of the week", 0, 6, s_days)];

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");
    private static readonly string[] s_units = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];

    /// <summary>What is wrong with a schedule, as half a sentence; null when it can be read.</summary>
    internal static string? ComplaintOf(string schedule)
    {
        string rest = schedule.Trim();
        if (rest.StartsWith("TZ=", StringComparison.Ordinal) || rest.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            int blank = rest.IndexOf(' ', StringComparison.Ordinal);
            if (blank < 0) return "there is nothing behind the time zone";
            string zone = rest[(rest.IndexOf('=', StringComparison.Ordinal) + 1)..blank];
            if (!TimeZoneNames.IsPlausible(zone)) return $"{zone.Shown()} is no time zone";
            rest = rest[blank..].Trim();
        }

        if (rest.StartsWith('@')) return ComplaintOfWord(rest);
        string[] fields = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != s_fields.Length) return string.Create(CultureInfo.InvariantCulture, $"it has {fields.Length} fields instead of 5");
        for (int i = 0; i < fields.Length; i++)
        {
            foreach (string part in fields[i].Split(','))
            {
                if (part.Length > 0 && ComplaintOfPart(part, s_fields[i]) is { } complaint) return complaint;
            }
        }

        return null;
    }

    private static string? ComplaintOfWord(string word)
    {
        const string Every = "@every ";
        if (word.StartsWith(Every, StringComparison.Ordinal)) return IsDuration(word[Every.Length..]) ? null : $"{word[Every.Length..].Shown()} is no duration";
        return s_words.Contains(word, StringComparer.Ordinal) ? null : $"there is no {word.Shown()}";
    }

    private static string? ComplaintOfPart(string part, (string Name, int Low, int High, string[] Names) field)
    {
        string[] step = part.Split('/');
        string[] range = step[0].Split('-');
        if (step.Length > 2 || range.Length > 2) return $"{part.Shown()} is no {field.Name}";
        if (step.Length == 2 && !(int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out int every) && every > 0)) return $"{step[1].Shown()} is no step of a {field.Name}";
        if (range[0] is "*" or "?") return null;
        if (Number(range[0], field.Names) is not { } low) return $"{range[0].Shown()} is no {field.Name}";
        int? high = range.Length == 2 ? Number(range[1], field.Names) : low;
        if (high is null) return $"{range[1].Shown()} is no {field.Name}";
        if (low < field.Low || high > field.High) return string.Create(CultureInfo.InvariantCulture, $"a {field.Name} is {field.Low} to {field.High}, not {part}");
        return low > high ? $"the range {step[0].Shown()} of the {field.Name} ends before it begins" : null;
    }

    private static int? Number(string text, string[] names)
    {
        int name = Array.FindIndex(names, one => string.Equals(one, text, StringComparison.OrdinalIgnoreCase));
        if (name >= 0) return names.Length == s_months.Length ? name + 1 : name;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    // As Go writes durations: numbers with units, one after the other.
    private static bool IsDuration(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan();
        if (rest.StartsWith("+") || rest.StartsWith("-")) rest = rest[1..];
        if (rest is "0") return true;
        if (rest.Length == 0) return false;
        while (rest.Length > 0)
        {
            int digits = rest.IndexOfAnyExcept(s_number);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) return false;
            rest = rest[digits..];
            int unit = rest.IndexOfAnyInRange('0', '9') is >= 0 and int end ? end : rest.Length;
            if (!s_units.Contains(rest[..unit].ToString(), StringComparer.Ordinal)) return false;
            rest = rest[unit..];
        }

        return true;
    }
}
