using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>Times as Argo gets them.</summary>
internal static class WholeSeconds
{
    /// <summary>The next whole second.</summary>
    internal static TimeSpan Up(TimeSpan time) => TimeSpan.FromTicks((time.Ticks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);

    internal static TimeSpan Down(TimeSpan time) => TimeSpan.FromTicks(time.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);

    internal static bool Is(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0;

    /// <summary>Its seconds as digits.</summary>
    internal static string Digits(TimeSpan time) => (time.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);

    /// <summary>A member of YAML with them, quoted as Argo wants it.</summary>
    internal static string Member(string name, TimeSpan? time) => time is { } value ? $"{name}: \"{Digits(value)}\"" : "";
}
