namespace WorkflowResilience.Configuration;

/// <summary>The keys of an entry in a list of conditions. An entry may recognise failures in several ways; it matches when one of them does.</summary>
internal static class ConditionKeys
{
    private const string Example = "[ { \"Kinds\": [\"Network\"] } ]";

    internal static KeyList Table { get; } = new(
        "a condition",
        [
            new("Kinds", "list of failure kinds; `Transient` stands for those that may pass by themselves"),
            new("Status", "list of HTTP statuses: `503`, `500-599` or `5xx`"),
            new("Exceptions", "list of names of exception types, simple or full"),
            new("Message", "text that the failure's message contains; prefer anything else"),
            new("Name", "a registered name"),
            new("Any", "`true`: any failure at all"),
            new("Decision", "`Retry` or `Stop`; default `Retry`"),
            new("Backoff", "keys of a backoff, or a duration or a registered name in place of them: the waits after such a failure"),
        ]);

    /// <summary>Reads a whole list: it replaces the one that was there.</summary>
    internal static IReadOnlyList<RetryCondition> ReadList(Node list) => [.. list.Items(Example).SelectMany(Read)];

    private static IEnumerable<RetryCondition> Read(Node entry)
    {
        if (entry.Children.Count == 0) return entry.Says("Anything") ? [RetryCondition.Anything] : ConditionParts.Scalar(entry);
        if (entry.RefuseValueBesideKeys()) return [];
        int problems = entry.Reading.ProblemCount;
        entry.RefuseOthers(Table);
        RetryCondition[] conditions = [.. Parts(entry)];
        if (conditions.Length == 0 && entry.Reading.ProblemCount == problems && !entry.Children.Any(c => IsPart(c.Key)))
            entry.Refuse("matches nothing; add Kinds, Status, Exceptions, Message, Name or Any");
        return conditions.Select(c => Decided(c, entry));
    }

    private static IEnumerable<RetryCondition> Parts(Node entry)
    {
        if (entry.Child("Kinds") is { } kinds && ConditionParts.Kinds(kinds) is { } onKind) yield return onKind;
        if (entry.Child("Status") is { } status && ConditionParts.Statuses(status) is { } onStatus) yield return onStatus;
        if (entry.Child("Exceptions") is { } types && ConditionParts.TypeNames(types) is { } onType) yield return onType;
        if (entry.Child("Message") is { } message && message.Words("", "a part of the message") is { Length: > 0 } text) yield return RetryCondition.OnMessage(text);
        if (entry.Child("Name") is { } name && ConditionParts.Registered(name) is { } named) yield return named;
        if (entry.Child("Any")?.Flag(false) == true) yield return RetryCondition.Anything;
    }

    private static RetryCondition Decided(RetryCondition condition, Node entry)
    {
        if (entry.Child("Decision") is { } decision) condition = condition with { Decision = decision.Word(condition.Decision) };
        if (entry.Child("Backoff") is { } backoff) condition = condition with { Backoff = backoff.SaysNothing ? null : BackoffKeys.Read(backoff, condition.Backoff) };
        return condition;
    }

    private static bool IsPart(string key) => Table.Has(key) && !((string[])["Decision", "Backoff"]).Contains(key, StringComparer.OrdinalIgnoreCase);
}
