namespace WorkflowResilience.Configuration;

/// <summary>One reading of a configuration: the code that it may name, and where its problems go.</summary>
/// <param name="problems">Where they go.</param>
/// <param name="conditions">Conditions by name.</param>
/// <param name="schedules">Schedules by name.</param>
internal sealed class Reading(IList<string> problems, IReadOnlyDictionary<string, RetryCondition> conditions, IReadOnlyDictionary<string, BackoffSchedule> schedules)
{
    // What the options hold already was told by an earlier reading, of another section or of this one.
    private readonly HashSet<string> _told = new(problems, StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, RetryCondition> Conditions { get; } = conditions;

    internal IReadOnlyDictionary<string, BackoffSchedule> Schedules { get; } = schedules;

    internal int ProblemCount => problems.Count;

    /// <summary>Keeps a problem once, also when the same section is read twice.</summary>
    internal void Refuse(string problem)
    {
        if (_told.Add(problem)) problems.Add(problem);
    }
}
