using System.Buffers;

namespace WorkflowResilience.Argo;

/// <summary>The notation of Kubernetes for amounts: digits with at most one point, then a unit or an exponent.</summary>
internal static class Quantity
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    internal static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] is '+' or '-') text = text[1..];
        int end = text.IndexOfAnyExcept(s_number);
        ReadOnlySpan<char> number = end < 0 ? text : text[..end];
        ReadOnlySpan<char> unit = end < 0 ? [] : text[end..];
        return number.Count('.') <= 1 && number.IndexOfAnyInRange('0', '9') >= 0 && IsUnit(unit);
    }

    private static bool IsUnit(ReadOnlySpan<char> unit)
    {
        if (unit is "" or "n" or "u" or "m" or "k" or "M" or "G" or "T" or "P" or "E" or "Ki" or "Mi" or "Gi" or "Ti" or "Pi" or "Ei") return true;
        if (unit.Length < 2 || unit[0] is not ('e' or 'E')) return false;
        ReadOnlySpan<char> exponent = unit[1] is '+' or '-' ? unit[2..] : unit[1..];
        return exponent.Length > 0 && exponent.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
