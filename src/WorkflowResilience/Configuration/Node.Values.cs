using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience.Configuration;

/// <summary>Values. What cannot be read is refused and leaves what was there.</summary>
internal sealed partial class Node
{
    private const string WholeNumber = "a whole number such as 3";

    private bool SaysNothing => Children.Count == 0 && (Text is null || SaysNone);

    internal int Count(int otherwise)
    {
        if (!HasValue(WholeNumber)) return otherwise;
        if (int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)) return number;
        RefuseValue(WholeNumber);
        return otherwise;
    }

    internal int? OptionalCount(int? otherwise) => SaysNothing ? null : HasValue(WholeNumber + " or none") ? Count(otherwise ?? 0) : otherwise;

    internal ulong? OptionalSeed(ulong? otherwise)
    {
        const string Wanted = "a whole number from 0 to 18446744073709551615, or none";
        if (SaysNothing) return null;
        if (!HasValue(Wanted)) return otherwise;
        if (ulong.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)) return seed;
        RefuseValue(Wanted);
        return otherwise;
    }

    internal double Number(double otherwise)
    {
        const string Wanted = "a number such as 2 or 1.5";
        if (!HasValue(Wanted)) return otherwise;
        if (TryNumber(Text!, out double number)) return number;
        RefuseValue(Wanted);
        return otherwise;
    }

    /// <summary>A share, as a number or in percent.</summary>
    internal double Share(double otherwise)
    {
        const string Wanted = "a share such as 0.5 or 50%";
        if (!HasValue(Wanted)) return otherwise;
        if (TryShare(out double share)) return share;
        RefuseValue(Wanted);
        return otherwise;
    }

    internal double? OptionalShare(double? otherwise) => SaysNothing ? null : HasValue("a share such as 0.5 or 50%, or none") ? Share(otherwise ?? 0) : otherwise;

    internal bool TryShare(out double share)
    {
        share = 0;
        if (Text is not { Length: > 0 } text) return false;
        if (text[^1] != '%') return TryNumber(text, out share);
        bool read = TryNumber(text[..^1].TrimEnd(), out share);
        share /= 100;
        return read;
    }

    internal bool Flag(bool otherwise)
    {
        if (!HasValue("true or false")) return otherwise;
        if (bool.TryParse(Text, out bool flag)) return flag;
        RefuseValue("true or false");
        return otherwise;
    }

    /// <summary>A value of an enumeration by its name. Its number is refused: it says nothing to a reader.</summary>
    internal T Word<T>(T otherwise)
        where T : struct, Enum
    {
        if (!HasValue(EnumText.Names<T>())) return otherwise;
        foreach (string name in Enum.GetNames<T>())
        {
            if (Says(name)) return Enum.Parse<T>(name);
        }

        RefuseValue(EnumText.Names<T>(), NearestName.Hint(Text!, Enum.GetNames<T>()));
        return otherwise;
    }

    internal TimeSpan Duration(TimeSpan otherwise)
    {
        if (!HasValue("a duration such as 30s, 5m or 1h30m")) return otherwise;
        if (DurationText.TryParse(Text, out TimeSpan duration, out string? problem)) return duration;
        Reading.Refuse($"{Path}: {problem}");
        return otherwise;
    }

    internal TimeSpan? OptionalDuration(TimeSpan? otherwise)
    {
        if (SaysNothing || Says(DurationText.Infinite)) return null;
        return HasValue("a duration such as 30s, 5m or 1h30m, or none") ? Duration(otherwise ?? TimeSpan.Zero) : otherwise;
    }

    internal string Words(string otherwise, string wanted) => HasValue(wanted) ? Text! : otherwise;

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private bool HasValue(string wanted)
    {
        if (Children.Count > 0) Refuse($"has keys below it ({Keys(Children)}); write {wanted} in place of them");
        else if (string.IsNullOrEmpty(Text)) RefuseValue(wanted);
        else return true;
        return false;
    }
}
