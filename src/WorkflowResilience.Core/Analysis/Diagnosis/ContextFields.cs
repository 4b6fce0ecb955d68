using System.Globalization;

namespace WorkflowResilience.Analysis;

/// <summary>The fields of a failure that patterns may ask for, as texts. What is not known is absent.</summary>
/// <param name="Failure">The failure.</param>
/// <param name="Context">What was captured around it; null when nothing was.</param>
/// <param name="CausedBy">The failure that it follows from; null when there is none.</param>
internal sealed record ContextFields(FailureCase Failure, FailureContext? Context, FailureLink? CausedBy)
{
    /// <summary>The value of a field; null when it is absent. A name that is none of ours is looked for among the run's values, then among its parameters.</summary>
    internal string? this[string field] => field switch
    {
        "stage" => Failure.Stage.Name,
        "key" => Failure.Key,
        "workflow" => Failure.Run?.WorkflowName,
        "kind" => Failure.Facts.Kind.Name,
        "reason" => Failure.Reason.Code(),
        "attempts" => Failure.Attempts.ToString(CultureInfo.InvariantCulture),
        "status" => Failure.Facts.StatusCode == 0 ? null : Failure.Facts.StatusCode.ToString(CultureInfo.InvariantCulture),
        "exit_code" => Failure.Facts.ExitCode?.ToString(CultureInfo.InvariantCulture),
        "socket_error" => Failure.Facts.SocketError?.ToString(),
        "caused_by" => CausedBy?.Stage.Name,
        "system.memory" => Share(Context?.System?.MemoryUsed, Context?.System?.MemoryLimit),
        "system.disk" => Used(Context?.System?.Disk?.FreeBytes, Context?.System?.Disk?.TotalBytes),
        "system.inodes" => Used(Context?.System?.Disk?.FreeInodes, Context?.System?.Disk?.TotalInodes),
        "system.handles" => Share(Context?.System?.Handles, Context?.System?.HandleLimit),
        "system.cpu" => Text(Context?.System?.CpuPressure?.Some / 100),
        "system.pool_lag_seconds" => Text(Context?.System?.ThreadPoolLag?.TotalSeconds),
        "system.oom_kills" => Context?.System?.OutOfMemoryKills?.ToString(CultureInfo.InvariantCulture),
        _ => Host(field),
    };

    internal string? Of(string field) => this[field];

    /// <summary>Whether what a pattern asks of structure holds.</summary>
    internal bool Fulfil(FailurePattern pattern)
    {
        if (pattern.StatusCodes.Count > 0 && !pattern.StatusCodes.Contains(Failure.Facts.StatusCode)) return false;
        if (pattern.ExitCodes.Count > 0 && !(Failure.Facts.ExitCode is { } exit && pattern.ExitCodes.Contains(exit))) return false;
        if (pattern.ExceptionTypes.Count > 0 && !(Failure.Facts.Exception is { } exception && ExceptionChain.Any(exception, pattern.ExceptionTypes, static (e, names) => IsNamed(e.GetType(), names)))) return false;
        foreach (PatternCondition condition in pattern.When)
        {
            if (!condition.Holds(Of)) return false;
        }

        return true;
    }

    private static bool IsNamed(Type? type, IReadOnlyList<string> names)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (string name in names)
            {
                if (string.Equals(name, type.Name, StringComparison.Ordinal) || string.Equals(name, type.FullName, StringComparison.Ordinal)) return true;
            }
        }

        return false;
    }

    private string? Host(string field) =>
        Failure.Run is not { } run ? null
        : run.Values.TryGetValue(field, out object? value) ? ValueText.Of(field, value)
        : run.Parameters.GetValueOrDefault(field);

    private static string? Share(long? used, long? limit) => used is { } u && limit is > 0 and { } most ? Text(u / (double)most) : null;

    private static string? Used(long? free, long? total) => free is { } f && total is > 0 and { } all ? Text(1 - (f / (double)all)) : null;

    private static string? Text(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);
}
