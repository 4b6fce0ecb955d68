using System.Text;

namespace WorkflowResilience.Testing;

/// <summary>Keeps every event that reaches it, in the order of arrival.</summary>
/// <remarks>Thread-safe. It keeps what it is given, also kinds it did not ask for, so that a test sees them. Memory grows with the events; <see cref="Clear"/> frees it.</remarks>
public sealed class RecordingObserver : IResilienceObserver
{
    private readonly Lock _gate = new();
    private readonly List<ResilienceEvent> _events = [];
    private readonly TimeProvider? _timeProvider;
    private readonly long _start;

    /// <summary>An observer that wants certain kinds of events.</summary>
    /// <param name="interests">The kinds. Default everything.</param>
    /// <param name="timeProvider">The runner's time, to show in <see cref="ToString"/> when things happened, counted from now; null shows no times.</param>
    public RecordingObserver(ResilienceEventKinds interests = ResilienceEventKinds.All, TimeProvider? timeProvider = null)
    {
        Interests = interests;
        _timeProvider = timeProvider;
        _start = timeProvider?.GetTimestamp() ?? 0;
    }

    /// <inheritdoc/>
    public ResilienceEventKinds Interests { get; }

    /// <summary>The events so far: a copy.</summary>
    public IReadOnlyList<ResilienceEvent> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    /// <summary>The kinds of the events so far, in order: what most tests compare.</summary>
    public IReadOnlyList<ResilienceEventKinds> Kinds
    {
        get
        {
            lock (_gate) return [.. _events.Select(e => e.Kind)];
        }
    }

    /// <inheritdoc/>
    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        lock (_gate) _events.Add(resilienceEvent);
    }

    /// <summary>The events so far of certain kinds.</summary>
    /// <param name="kinds">The kinds, combined.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<ResilienceEvent> Of(ResilienceEventKinds kinds)
    {
        lock (_gate) return [.. _events.Where(e => (e.Kind & kinds) != ResilienceEventKinds.None)];
    }

    /// <summary>The events so far of one stage.</summary>
    /// <param name="stage">The stage; the default value for events of runs.</param>
    /// <param name="kinds">The kinds, combined. Default everything.</param>
    /// <returns>A copy.</returns>
    public IReadOnlyList<ResilienceEvent> Of(WorkflowStage stage, ResilienceEventKinds kinds = ResilienceEventKinds.All)
    {
        lock (_gate) return [.. _events.Where(e => e.Stage == stage && (e.Kind & kinds) != ResilienceEventKinds.None)];
    }

    /// <summary>Forgets the events so far.</summary>
    public void Clear()
    {
        lock (_gate) _events.Clear();
    }

    /// <summary>The events so far, one a line.</summary>
    /// <returns>The lines; made for a person who reads why a test failed, not for a program.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (ResilienceEvent e in Events)
        {
            if (_timeProvider is not null) text.Append(_timeProvider.GetElapsedTime(_start, e.Timestamp)).Append("  ");
            EventLine.Append(text, e);
            text.Append('\n');
        }

        return text.ToString();
    }
}
