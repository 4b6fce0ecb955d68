using System.Text;
using static WorkflowResilience.PolicyWords;

namespace WorkflowResilience.Argo;

/// <summary>When Argo would make each attempt under its own algorithm, beside when the process would.</summary>
/// <remarks>Pods start at once: scheduling and image pull come on top. Server hints, breaker and budgets of the process are left out.</remarks>
public sealed class ArgoTimeline
{
    private readonly StageMapping _mapping;
    private readonly StagePolicy _policy;
    private readonly MappingOptions _options;
    private readonly TimeSpan _duration;
    private readonly List<string> _notes = [];

    private ArgoTimeline(StageMapping mapping, StagePolicy policy, MappingOptions options, TimeSpan duration)
    {
        _mapping = mapping;
        _policy = policy;
        _options = options;
        _duration = duration;
        Rows = Join(OfArgo(), OfProcess());
        AddNotes();
    }

    /// <summary>The attempts.</summary>
    public IReadOnlyList<TimelineRow> Rows { get; }

    /// <summary>What the table does not say by itself, in sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Makes the timeline of a stage all of whose attempts fail in a way that is repeated.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="policy">Its policy.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="attempt">How long each attempt takes; not negative. Null: 1 min.</param>
    /// <exception cref="ArgumentException">The policy or the options are not valid.</exception>
    public static ArgoTimeline Of(WorkflowStage stage, StagePolicy policy, MappingOptions? options = null, TimeSpan? attempt = null)
    {
        TimeSpan duration = attempt ?? TimeSpan.FromMinutes(1);
        if (duration < TimeSpan.Zero || duration > BackoffSchedule.Longest) throw new ArgumentOutOfRangeException(nameof(attempt), duration, $"An attempt takes from 0s to {Duration(BackoffSchedule.Longest)}.");
        MappingOptions chosen = options ?? new MappingOptions();
        return new ArgoTimeline(PolicyMapping.Of(stage, policy, chosen with { Strict = false }), policy, chosen, duration);
    }

    /// <summary>The table with its notes, for people.</summary>
    /// <returns>Lines separated by line feeds, the same in every culture.</returns>
    public string ToText()
    {
        string heading = _options.Owner == RetryOwner.Argo ? "Argo repeats" : "the process repeats, Argo only what ended in Error";
        var text = new StringBuilder($"{_mapping.Stage.Name}: {heading}; each attempt takes {Duration(_duration)} and fails.");
        IEnumerable<string[]> rows = Rows.Select(static row => new[]
        {
            Number(row.Attempt), Cell(row.ArgoWait), Cell(row.ArgoStart), Range(row.EarliestWait, row.LatestWait), Range(row.EarliestStart, row.LatestStart),
        });
        foreach (string line in TextTable.Lines([["attempt", "Argo waits", "Argo starts", "process waits", "process starts"], .. rows])) text.Append("\n  ").Append(line);
        foreach (string note in _notes) text.Append("\n- ").Append(note);
        return text.ToString();
    }

    private static string Cell(TimeSpan? time) => time is { } value ? About(value) : "-";

    private static string Range(TimeSpan? earliest, TimeSpan? latest) => earliest == latest ? Cell(earliest) : $"{Cell(earliest)} to {Cell(latest)}";

    private ArgoRun OfArgo()
    {
        if (_mapping.Waits.Count == 0) return ArgoRetryModel.Run(_mapping.Retry, _mapping.AttemptDeadline, _ => Ending());
        List<ArgoAttempt> attempts = [];
        TimeSpan start = TimeSpan.Zero;
        for (int i = 0; i <= _mapping.Waits.Count; i++)
        {
            TimeSpan wait = i < _mapping.Waits.Count ? _mapping.Waits[i] : TimeSpan.Zero;
            AttemptEnd end = ArgoRetryModel.Run(null, _mapping.AttemptDeadline, _ => Ending()).Attempts[0].End;
            attempts.Add(new ArgoAttempt(i + 1, start, end, wait));
            start = attempts[i].Finish + wait;
        }

        return new ArgoRun(attempts, "", Succeeded: false);
    }

    // The end that is repeated: an error for a pod whose process repeats by itself, else a code that the policy repeats.
    private AttemptEnd Ending() => _options.Owner == RetryOwner.InProcess
        ? new AttemptEnd(_duration, RetryFacts.Error, null, "Error")
        : AttemptEnd.Exit(_duration, new RepeatedEnds(_policy).Repeated.FirstOrDefault((int)WorkflowExitCode.Transient));

    private List<(TimeSpan Earliest, TimeSpan Latest, WaitForecast? Wait)> OfProcess()
    {
        WaitForecast[] waits = WaitForecast.Of(_policy.Backoff, _policy.MaxAttempts);
        TimeSpan each = _policy.AttemptTimeout < _duration ? _policy.AttemptTimeout.Value : _duration;
        List<(TimeSpan Earliest, TimeSpan Latest, WaitForecast? Wait)> starts = [(TimeSpan.Zero, TimeSpan.Zero, null)];
        foreach (WaitForecast wait in waits)
        {
            (TimeSpan earliest, TimeSpan latest, _) = starts[^1];
            earliest += each + wait.Earliest;
            latest += each + wait.Latest;
            if (earliest + _policy.MinimumAttemptTime >= _policy.TotalTimeout)
            {
                _notes.Add($"In the process the total timeout of {Duration(_policy.TotalTimeout.Value)} leaves no time for attempt {Number(wait.Attempt)}.");
                break;
            }

            if (latest + _policy.MinimumAttemptTime >= _policy.TotalTimeout) _notes.Add($"In the process attempt {Number(wait.Attempt)} is made only if the waits turn out short enough for the total timeout of {Duration(_policy.TotalTimeout.Value)}.");
            starts.Add((earliest, latest, wait));
        }

        return starts;
    }

    private List<TimelineRow> Join(ArgoRun argo, List<(TimeSpan Earliest, TimeSpan Latest, WaitForecast? Wait)> process)
    {
        List<TimelineRow> rows = [];
        for (int i = 0; i < Math.Max(argo.Attempts.Count, process.Count); i++)
        {
            ArgoAttempt? made = i < argo.Attempts.Count ? argo.Attempts[i] : null;
            (TimeSpan Earliest, TimeSpan Latest, WaitForecast? Wait)? start = i < process.Count ? process[i] : null;
            rows.Add(new TimelineRow(i + 1, made?.Start, made is null || i == 0 ? null : argo.Attempts[i - 1].Wait, start?.Earliest, start?.Latest, start?.Wait?.Earliest, start?.Wait?.Latest));
        }

        int next = argo.Attempts.Count + 1;
        AttemptEnd last = argo.Attempts[^1].End;
        if (argo.Verdict is ArgoRetryModel.BudgetOver or ArgoRetryModel.WaitTooLong)
            _notes.Add(next <= (_mapping.Retry?.Limit ?? 0) + 1 ? $"Argo: budget exhausted before attempt {Number(next)} (maxDuration {Duration(_mapping.Retry!.MaxDuration!.Value)})." : "Argo: the last attempt ends with the budget.");
        if (last.Message is ArgoRetryModel.PodDeadline) _notes.Add($"Argo: the pod's deadline of {Duration(_mapping.AttemptDeadline!.Value)} ends attempts of {Duration(_duration)}{(argo.Verdict is ArgoRetryModel.ExpressionFalse ? ", and the policy does not repeat that" : "")}.");
        if (last.Message is ArgoRetryModel.StepDeadline) _notes.Add($"Argo: maxDuration ends attempt {Number(argo.Attempts.Count)} after {Duration(last.Duration)}.");
        return rows;
    }

    private void AddNotes()
    {
        if (_policy.AttemptTimeout < _duration) _notes.Add($"In the process each attempt ends at its timeout of {Duration(_policy.AttemptTimeout.Value)}.");
        if (_options.Owner == RetryOwner.InProcess)
        {
            _notes.Add(_mapping.Retry is null ? "Argo starts one pod, in which the process makes its attempts." : "Each attempt of Argo is a pod in which the process makes all of its attempts; Argo's column shows pods that end in Error.");
            return;
        }

        if (_mapping.Retry is { Delay: { } delay }) _notes.Add($"Argo: a failure that must not be repeated still waits {Duration(delay)} before the stage fails.");
        if (_mapping.Waits.Count > 0) _notes.Add("Argo: waits were drawn once, when the YAML was written; no pod is held while they last.");
        int limit = _mapping.Waits.Count > 0 ? _mapping.Waits.Count : _mapping.Retry?.Limit ?? 0;
        if (limit < _policy.MaxAttempts - 1) _notes.Add($"Argo makes {Count(limit + 1, "attempt")} at most, the policy says {Number(_policy.MaxAttempts)}; see the mapping.");
    }
}
