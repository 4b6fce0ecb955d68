using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using WorkflowResilience.Telemetry;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>The host's meters, and a listener that adds up what they measure.</summary>
internal sealed class RecordedMetrics : IMeterFactory
{
    private static readonly string[] s_observed = ["circuit_breaker.state", "bulkhead.attempts", "retry.active", "failure.fingerprints", "failure.rising", "failure.evictions", "redaction.withheld"];

    private readonly MeterListener _listener = new();
    private readonly List<Meter> _meters = [];
    private readonly ConcurrentDictionary<string, (double Sum, int Count)> _series = new(StringComparer.Ordinal);

    internal RecordedMetrics(bool listens = true)
    {
        Observer = new ResilienceMetrics(this);
        if (listens) Listen();
    }

    internal ResilienceMetrics Observer { get; }

    internal List<Instrument> Instruments { get; } = [];

    internal List<MeterOptions> Created { get; } = [];

    /// <summary>Every value that any tag has had.</summary>
    internal ConcurrentDictionary<string, bool> TagValues { get; } = new(StringComparer.Ordinal);

    /// <summary>The label names that each instrument has used.</summary>
    internal ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> LabelNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The series so far: <c>name{tag=value,…}</c> without the common prefix.</summary>
    internal IReadOnlyDictionary<string, (double Sum, int Count)> Series => _series;

    /// <summary>What a series has come to; null when it does not exist.</summary>
    internal double? this[string series] => _series.TryGetValue(series, out (double Sum, int Count) value) ? value.Sum : null;

    public Meter Create(MeterOptions options)
    {
        Created.Add(options);
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (Meter meter in _meters) meter.Dispose();
        Observer.Dispose();
    }

    internal void Listen()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter.Scope, this)) return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Asks the observed instruments. They say what is, so what they said before is forgotten.</summary>
    internal void Collect()
    {
        foreach (string series in _series.Keys.Where(s => s_observed.Any(o => s.StartsWith(o, StringComparison.Ordinal))))
            _series.TryRemove(series, out _);
        _listener.RecordObservableInstruments();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        ConcurrentDictionary<string, bool> labels = LabelNames.GetOrAdd(instrument.Name, static _ => new(StringComparer.Ordinal));
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            labels[tag.Key] = true;
            TagValues[(string)tag.Value!] = true;
        }

        string name = instrument.Name["workflow_resilience.".Length..] + (tags.Length == 0 ? "" : $"{{{string.Join(",", tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}}}");
        _series.AddOrUpdate(name, (value, 1), (_, old) => (old.Sum + value, old.Count + 1));
    }
}
