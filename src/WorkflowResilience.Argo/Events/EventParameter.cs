namespace WorkflowResilience.Argo;

/// <summary>A value of an event that becomes a parameter of the workflow. Events in which it is absent or has not the form start nothing.</summary>
/// <remarks>Immutable; compared by value.</remarks>
public sealed record EventParameter
{
    /// <summary>Makes a parameter.</summary>
    /// <param name="name">The parameter of the workflow.</param>
    /// <param name="dataKey">The place in the event: <c>body.pull_request.head.sha</c>.</param>
    /// <param name="pattern">The form of the value.</param>
    /// <exception cref="ArgumentException">The name or the place has not its form.</exception>
    public EventParameter(string name, string dataKey, EventPattern pattern)
    {
        Name = EventNames.Parameter(name, nameof(name));
        Filter = new EventFilter(dataKey, pattern);
    }

    /// <summary>The parameter of the workflow.</summary>
    public string Name { get; }

    /// <summary>The condition on its value, and the place it is taken from.</summary>
    public EventFilter Filter { get; }
}
