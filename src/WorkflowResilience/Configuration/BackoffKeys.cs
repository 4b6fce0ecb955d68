using WorkflowResilience.Time;

namespace WorkflowResilience.Configuration;

/// <summary>
/// The keys of a <see cref="BackoffSchedule"/>. With <c>Kind</c> a new schedule begins, with that kind's defaults; without it the one that is there changes.
/// </summary>
internal static class BackoffKeys
{
    internal static KeyList Table { get; } = new(
        "a backoff",
        [
            new("Kind", "`Fixed`, `Linear`, `Exponential`, `Fibonacci`, `Table`, `Decorrelated` or `Custom`"),
            new("Interval", "duration; of `Fixed`"),
            new("Increment", "duration; of `Linear`"),
            new("Initial", "duration; of `Exponential` and `Decorrelated`"),
            new("Factor", "number; of `Exponential`"),
            new("Unit", "duration; of `Fibonacci`"),
            new("Delays", "list of durations; of `Table`"),
            new("Name", "a registered name; of `Custom`"),
            new("Max", "duration"),
            new("Jitter", "`None`, `Full`, `Equal`, a share such as `10%`, or keys of a jitter; not of `Decorrelated` and `Custom`"),
        ]);

    /// <summary>Reads a schedule.</summary>
    /// <param name="node">A section, or a value in place of it.</param>
    /// <param name="current">What is there so far; null: nothing.</param>
    /// <returns>The schedule; null when it could not be read, which has been told.</returns>
    internal static BackoffSchedule? Read(Node node, BackoffSchedule? current)
    {
        if (node.Children.Count == 0) return Short(node);
        if (node.RefuseValueBesideKeys()) return null;
        int problems = node.Reading.ProblemCount;
        node.RefuseOthers(Table);
        if (node.Child("Kind") is { } kind)
        {
            BackoffKind named = kind.Word((BackoffKind)(-1));
            return Enum.IsDefined(named) && New(named, node) is { } made ? Changed(made, named, node, problems) : null;
        }

        if (current is not null) return Changed(current, KindOf(current), node, problems);
        node.Refuse($"has no Kind; add {EnumText.Names<BackoffKind>()}");
        return null;
    }

    private static BackoffSchedule? Short(Node node)
    {
        if (DurationText.TryParse(node.Text, out TimeSpan interval, out string? problem)) return BackoffSchedule.Fixed(interval);
        if (node.Text is { Length: > 0 } name && node.Reading.Schedules.TryGetValue(name, out BackoffSchedule? named)) return named;
        if (Enum.GetValues<BackoffKind>().Where(k => node.Says(k.ToString())).ToArray() is [var kind])
            node.Refuse($"is '{kind}', which alone says too little; write {{ \"Kind\": \"{kind}\", \"{KeysOf(kind)[0]}\": … }}");
        else if (node.Text is { Length: > 0 } text && char.IsAsciiDigit(text[0])) node.RefuseDuration(problem!);
        else node.RefuseValue("the keys of a backoff, a duration such as 30s, or a name registered with AddBackoff", NearestName.Hint(node.Text ?? "", node.Reading.Schedules.Keys));
        return null;
    }

    // What a kind cannot be without.
    private static BackoffSchedule? New(BackoffKind kind, Node node) => kind switch
    {
        BackoffKind.Fixed => Needed(kind, node, "Interval") is { } n ? BackoffSchedule.Fixed(n.Duration(default)) : null,
        BackoffKind.Linear => Needed(kind, node, "Increment") is { } n ? BackoffSchedule.Linear(n.Duration(default)) : null,
        BackoffKind.Exponential => Needed(kind, node, "Initial") is { } n ? BackoffSchedule.Exponential(n.Duration(default)) : null,
        BackoffKind.Fibonacci => Needed(kind, node, "Unit") is { } n ? BackoffSchedule.Fibonacci(n.Duration(default)) : null,
        BackoffKind.Table => Needed(kind, node, "Delays") is { } n ? Delays(n) : null,
        BackoffKind.Decorrelated => Needed(kind, node, "Initial") is { } n ? BackoffSchedule.Decorrelated(n.Duration(default)) : null,
        _ => Needed(kind, node, "Name") is { } n ? Registered(n) : null,
    };

    private static BackoffSchedule? Changed(BackoffSchedule schedule, BackoffKind kind, Node node, int problems)
    {
        string[] keys = ["Kind", .. KeysOf(kind), "Max", "Jitter"];
        foreach (Node child in node.Children.Where(c => Table.Has(c.Key) && !keys.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            child.Refuse(node.Child("Kind") is null
                ? $"is not a key of the backoff that is there, which is of the kind {kind} and has {WordList.And(keys)}; add a Kind, or remove it"
                : $"is not a key of a backoff of the kind {kind}, which has {WordList.And(keys)}; write another Kind, or remove it");
        }

        schedule = schedule switch
        {
            BackoffSchedule.FixedBackoff s => s with { Interval = node.Child("Interval")?.Duration(s.Interval) ?? s.Interval },
            BackoffSchedule.LinearBackoff s => s with { Increment = node.Child("Increment")?.Duration(s.Increment) ?? s.Increment },
            BackoffSchedule.ExponentialBackoff s =>
                s with { Initial = node.Child("Initial")?.Duration(s.Initial) ?? s.Initial, Factor = node.Child("Factor")?.Number(s.Factor) ?? s.Factor },
            BackoffSchedule.FibonacciBackoff s => s with { Unit = node.Child("Unit")?.Duration(s.Unit) ?? s.Unit },
            BackoffSchedule.DecorrelatedBackoff s => s with { Initial = node.Child("Initial")?.Duration(s.Initial) ?? s.Initial },
            BackoffSchedule.TableBackoff s when node.Child("Delays") is { } delays => Delays(delays) with { Max = s.Max, Jitter = s.Jitter },
            _ => node.Child("Name") is { } name ? Registered(name) ?? schedule : schedule,
        };
        if (node.Child("Max") is { } max) schedule = schedule with { Max = max.Duration(schedule.Max) };
        if (node.Child("Jitter") is { } jitter) schedule = schedule with { Jitter = JitterKeys.Read(jitter, schedule.Jitter) };
        return node.Reading.ProblemCount == problems ? schedule : null;
    }

    private static BackoffSchedule Delays(Node node) => BackoffSchedule.Table([.. node.Items("[\"1s\", \"5s\"]").Select(n => n.Duration(default))]);

    private static BackoffSchedule? Registered(Node node)
    {
        string name = node.Words("", "a name registered with AddBackoff");
        if (name.Length == 0) return null;
        if (node.Reading.Schedules.TryGetValue(name, out BackoffSchedule? schedule)) return schedule;
        node.RefuseValue("a name registered with AddBackoff", NearestName.Hint(name, node.Reading.Schedules.Keys));
        return null;
    }

    private static Node? Needed(BackoffKind kind, Node node, string key)
    {
        Node? child = node.Child(key);
        if (child is null) node.Refuse($"has no {key}, which a backoff of the kind {kind} needs; add it");
        return child;
    }

    private static string[] KeysOf(BackoffKind kind) => kind switch
    {
        BackoffKind.Fixed => ["Interval"],
        BackoffKind.Linear => ["Increment"],
        BackoffKind.Exponential => ["Initial", "Factor"],
        BackoffKind.Fibonacci => ["Unit"],
        BackoffKind.Table => ["Delays"],
        BackoffKind.Decorrelated => ["Initial"],
        _ => ["Name"],
    };

    private static BackoffKind KindOf(BackoffSchedule schedule) => schedule switch
    {
        BackoffSchedule.FixedBackoff => BackoffKind.Fixed,
        BackoffSchedule.LinearBackoff => BackoffKind.Linear,
        BackoffSchedule.ExponentialBackoff => BackoffKind.Exponential,
        BackoffSchedule.FibonacciBackoff => BackoffKind.Fibonacci,
        BackoffSchedule.TableBackoff => BackoffKind.Table,
        BackoffSchedule.DecorrelatedBackoff => BackoffKind.Decorrelated,
        _ => BackoffKind.Custom,
    };
}
