using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using WorkflowResilience.Time;

namespace WorkflowResilience.Configuration;

/// <summary>Values. What cannot be read is refused and leaves what was there.</summary>
internal sealed partial class Node
{
    private const string WholeNumber = "a whole number such as 3";

    /// <summary>Whether it says that something is not to be there, also as JSON's <c>null</c>.</summary>
    internal bool SaysNothing => SaysNone || (Children.Count == 0 && Text is null);

    internal int Count(int otherwise) => ReadCount(WholeNumber) ?? otherwise;

    internal int? OptionalCount(int? otherwise) => SaysNothing ? null : ReadCount(WholeNumber + ", or none") ?? otherwise;

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
    internal double Share(double otherwise) => ReadShare("a share such as 0.5 or 50%") ?? otherwise;

    internal double? OptionalShare(double? otherwise) => SaysNothing ? null : ReadShare("a share such as 0.5 or 50%, or none") ?? otherwise;

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

    internal TimeSpan Duration(TimeSpan otherwise) => ReadDuration("a duration such as 30s, 5m or 1h30m") ?? otherwise;

    internal TimeSpan? OptionalDuration(TimeSpan? otherwise) =>
        SaysNothing || Says(DurationText.Infinite) ? null : ReadDuration("a duration such as 30s, 5m or 1h30m, or none") ?? otherwise;

    [return: NotNullIfNotNull(nameof(otherwise))]
    internal string? Words(string? otherwise, string wanted) => HasValue(wanted) ? Text : otherwise;

    private int? ReadCount(string wanted)
    {
        if (!HasValue(wanted)) return null;
        if (int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)) return number;
        RefuseValue(wanted);
        return null;
    }

    private double? ReadShare(string wanted)
    {
        if (!HasValue(wanted)) return null;
        if (TryShare(out double share)) return share;
        RefuseValue(wanted);
        return null;
    }

    private TimeSpan? ReadDuration(string wanted)
    {
        if (!HasValue(wanted)) return null;
        string text = Says(DurationText.Infinite) ? DurationText.Infinite : Text!;
        if (DurationText.TryParse(text, out TimeSpan duration, out string? problem)) return duration;
        RefuseDuration(problem);
        return null;
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    private bool HasValue(string wanted)
    {
        if (Children.Count > 0) Refuse($"has keys below it ({Keys(Children)}); write {wanted} in place of them");
        else if (string.IsNullOrEmpty(Text)) RefuseValue(wanted);
        else return true;
        return false;
    }
}
