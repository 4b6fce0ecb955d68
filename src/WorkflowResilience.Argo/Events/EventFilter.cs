namespace WorkflowResilience.Argo;

/// <summary>A condition on an event: a Sensor acts only on events whose value at a place has a form. A value that is absent does not pass.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record EventFilter
{
    /// <summary>Makes a condition.</summary>
    /// <param name="dataKey">The place: <c>body.pull_request.base.ref</c>.</param>
    /// <param name="pattern">The form.</param>
    /// <exception cref="ArgumentException">The place is not names with dots between them.</exception>
    public EventFilter(string dataKey, EventPattern pattern)
    {
        DataKey = EventNames.DataKey(dataKey, nameof(dataKey));
        Pattern = pattern ?? throw new ArgumentNullException(nameof(pattern));
    }

    /// <summary>The place in the event.</summary>
    public string DataKey { get; }

    /// <summary>The form.</summary>
    public EventPattern Pattern { get; }

    /// <summary>What happened to the pull request or issue: <c>opened</c>, <c>synchronize</c>, <c>closed</c>…</summary>
    /// <param name="actions">At least one.</param>
    /// <returns>The condition.</returns>
    public static EventFilter Action(params IReadOnlyList<string> actions) => new("body.action", EventPattern.OneOf(actions));

    /// <summary>The branch that a pull request is to be merged into.</summary>
    /// <param name="pattern">Its form.</param>
    /// <returns>The condition.</returns>
    public static EventFilter BaseBranch(EventPattern pattern) => new("body.pull_request.base.ref", pattern);

    /// <summary>The reference that was pushed to, as <c>refs/heads/main</c>.</summary>
    /// <param name="pattern">Its form.</param>
    /// <returns>The condition.</returns>
    public static EventFilter PushedRef(EventPattern pattern) => new("body.ref", pattern);

    internal YamlMapping ToYaml() => new() { { "path", DataKey }, { "type", "string" }, { "value", EventManifests.Texts(Pattern.Expressions) } };
}
