using System.Buffers;

namespace WorkflowResilience.Argo;

/// <summary>The form of IANA names of time zones. Which of them exist is not asked: the list of this machine is not that of the cluster.</summary>
internal static class TimeZoneNames
{
    private static readonly SearchValues<string> s_areas = SearchValues.Create(
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile", "Etc", "Europe", "Indian", "Mexico", "Pacific", "US", "posix", "right"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_alone = SearchValues.Create(
        [
            "Local", "UTC", "UCT", "GMT", "GMT0", "GMT+0", "GMT-0", "Zulu", "Universal", "Greenwich", "Factory", "CET", "MET", "EET", "WET", "EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT",
            "Cuba", "Egypt", "Eire", "GB", "GB-Eire", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "Navajo", "NZ", "NZ-CHAT", "Poland", "Portugal", "PRC", "ROC", "ROK", "Singapore", "Turkey", "W-SU",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> s_name = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+/");

    internal static bool IsPlausible(string name)
    {
        if (s_alone.Contains(name)) return true;
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < name.Length - 1 && s_areas.Contains(name[..slash]) && name.AsSpan().IndexOfAnyExcept(s_name) < 0;
    }
}
