using System.Globalization;
using WorkflowResilience.Analysis;
using WorkflowResilience.Time;

namespace WorkflowResilience;

/// <summary>What a runner is made from. Read once, by <see cref="WorkflowRunner.Create(WorkflowRunnerOptions)"/>; later changes do nothing.</summary>
public sealed class WorkflowRunnerOptions
{
    /// <summary>The policy of each stage. Holds <see cref="DefaultPolicies"/> to begin with; replace, add or remove.</summary>
    public IDictionary<WorkflowStage, StagePolicy> Policies { get; } = new Dictionary<WorkflowStage, StagePolicy>(DefaultPolicies.All);

    /// <summary>What to do with other stages. Default: refuse them.</summary>
    public UnknownStages UnknownStages { get; set; }

    /// <summary>The policy of other stages when <see cref="UnknownStages"/> permits them. Default: a plain <see cref="StagePolicy"/>.</summary>
    public StagePolicy DefaultPolicy { get; set; } = new();

    /// <summary>What retries may cost one run. Default: 10 retries within an hour.</summary>
    public RunLimits RunLimits { get; set; } = RunLimits.Default;

    /// <summary>Retried delegates that may run at once in this runner. From 1 to 100,000. Default 5.</summary>
    public int MaxConcurrentRetries { get; set; } = 5;

    /// <summary>The longest wait of a retry for its place among those, and for the stage's bulkhead, when no total timeout ends it sooner. From 0 to 1 day. Default 5 min.</summary>
    public TimeSpan MaxRetryQueueTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Lines that a run's log keeps. From 0 to 100,000. Default 200.</summary>
    public int LogCapacity { get; set; } = 200;

    /// <summary>How failures are looked at when they happen. Default: in full, for 50 ms at most; <see cref="FailureAnalysis.Off"/>: not at all.</summary>
    public FailureAnalysis Analysis { get; set; } = FailureAnalysis.Default;

    /// <summary>The failures that are recognised; one library may serve several runners. Default null: a library of the built-in packs.</summary>
    public PatternLibrary? Patterns { get; set; }

    /// <summary>
    /// Folders of packs of patterns (<c>*.json</c>, not those below), and single files, that the runner reads and follows: a pack is in effect soon after its file was written, and
    /// gone when the file is. A file that is wrong is refused and told to <see cref="Observers"/>, and what it held before stays; one that is not there yet is waited for.
    /// Paths that are not absolute begin at the current directory. Empty by default.
    /// </summary>
    public IList<string> PatternFolders { get; } = [];

    /// <summary>The seed of all draws. Null (default): a new one for each runner; give one to make waits and ids repeatable.</summary>
    public ulong? Seed { get; set; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Who sees what happens.</summary>
    public IList<IResilienceObserver> Observers { get; } = [];

    /// <summary>Who says what sort of failure an exception is, before the built-in classification by structure; asked in order.</summary>
    public IList<IFailureClassifier> Classifiers { get; } = [];

    /// <summary>Who is awaited before and after each stage. Null (default): nobody.</summary>
    public IStageLifecycle? Lifecycle { get; set; }

    /// <summary>
    /// The longest time for one call of the <see cref="Lifecycle"/>: then its token is cancelled, and the policy's <see cref="StagePolicy.AbandonGrace"/> later, or this
    /// time again if that is shorter, the stage goes on without it. Above 0, at most 1 day, or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Default 30 s.
    /// </summary>
    public TimeSpan MaxLifecycleTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What could not be read by whoever filled these options, such as the reader of a configuration file: each with the place, the value and what to do. While there is one, no
    /// runner is made from the options.
    /// </summary>
    public IList<string> Problems { get; } = [];

    /// <summary>Where policies and settings came from, if not from code: messages name that place instead of the member.</summary>
    internal Dictionary<string, string> Origins { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Checks everything, every policy included.</summary>
    /// <returns><see cref="Problems"/> and all other problems, each with the place, the value and what to do; empty when there are none.</returns>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [.. Problems];

        // What stages have from the default policy is told once, where it was written.
        string[] inherited = [.. DefaultPolicy?.Validate() ?? []];
        foreach ((WorkflowStage stage, StagePolicy policy) in Policies)
        {
            if (stage.IsNone) problems.Add("Policies has an entry without a stage name.");
            if (policy is null) problems.Add($"Policies[{stage}] is null; remove the entry instead.");
            else problems.AddRange(policy.Validate().Except(inherited, StringComparer.Ordinal).Select(p => At($"Policies[{stage}]", p)));
        }

        if (DefaultPolicy is null) problems.Add("DefaultPolicy is null.");
        else problems.AddRange(inherited.Select(p => At(nameof(DefaultPolicy), p)));
        if (!Enum.IsDefined(UnknownStages)) problems.Add(string.Create(CultureInfo.InvariantCulture, $"UnknownStages is {(int)UnknownStages}, which is none of its values."));
        if (RunLimits is null) problems.Add("RunLimits is null.");
        else problems.AddRange(RunLimits.Problems(nameof(RunLimits)).Select(p => PartPlace(nameof(RunLimits), p)));
        if (Analysis is null) problems.Add("Analysis is null; use FailureAnalysis.Off to look at no failure.");
        else problems.AddRange(Analysis.Problems(nameof(Analysis)).Select(p => PartPlace(nameof(Analysis), p)));
        if (MaxConcurrentRetries is < 1 or > 100_000) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Place(nameof(MaxConcurrentRetries))} is {MaxConcurrentRetries}; it must be from 1 to 100000."));
        if (MaxRetryQueueTime < TimeSpan.Zero || MaxRetryQueueTime > TimeSpan.FromDays(1))
            problems.Add($"{Place(nameof(MaxRetryQueueTime))} is {DurationText.Format(MaxRetryQueueTime)}; it must be from 0s to 1d.");
        if (MaxLifecycleTime != Timeout.InfiniteTimeSpan && (MaxLifecycleTime <= TimeSpan.Zero || MaxLifecycleTime > TimeSpan.FromDays(1)))
            problems.Add($"{Place(nameof(MaxLifecycleTime))} is {DurationText.Format(MaxLifecycleTime)}; it must be above 0s and at most 1d, or infinite for no limit.");
        if (LogCapacity is < 0 or > 100_000) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Place(nameof(LogCapacity))} is {LogCapacity}; it must be from 0 to 100000."));
        if (TimeProvider is null) problems.Add("TimeProvider is null; leave it out to use the system's.");
        if (PatternFolders.Any(string.IsNullOrWhiteSpace)) problems.Add($"{Place(nameof(Patterns))} has a folder without a path; write one, or remove it.");
        if (Observers.Contains(null!)) problems.Add("Observers contains null.");
        if (Classifiers.Contains(null!)) problems.Add("Classifiers contains null.");
        problems.AddRange(SharedBudgets.Conflicts(Policies, UnknownStages == UnknownStages.DefaultPolicy ? DefaultPolicy : null));
        return problems;
    }

    // A problem of what a member holds, as the words of the place that it came from: Stages:Build:Backoff:Max for Policies[Build] and Backoff.Max.
    private string At(string member, string problem)
    {
        if (!Origins.TryGetValue(member, out string? origin)) return $"{member}: {problem}";
        int end = problem.IndexOf(' ', StringComparison.Ordinal);
        return $"{origin}:{problem[..end].Replace('.', ':').Replace("[", ":", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)}{problem[end..]}";
    }

    private string PartPlace(string member, string problem) => Origins.ContainsKey(member) ? At(member, problem[(member.Length + 1)..]) : problem;

    private string Place(string member) => Origins.GetValueOrDefault(member, member);
}
