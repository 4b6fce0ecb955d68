using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Logging;
using WorkflowResilience.Telemetry;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>The page on telemetry lists what there is, and nothing else.</summary>
[TestFixture]
public sealed class TelemetryPageTests
{
    private static readonly string[][] s_rows =
        [.. File.ReadLines(Page()).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Trim()[2..^2].Split(" | ").Select(c => c.Trim()).ToArray())];

    [Test]
    public void Every_instrument_has_a_row_with_its_kind_its_unit_and_its_labels()
    {
        using var metrics = new RecordedMetrics();
        UseEveryLabel(metrics);

        string[][] expected = [.. metrics.Instruments.Select(i => new[] { $"`{i.Name}`", Kind(i), $"`{i.Unit}`", Names(metrics.LabelNames.GetValueOrDefault(i.Name)?.Keys ?? []) })];
        string[][] rows = [.. s_rows.Where(r => r.Length == 6 && r[0].StartsWith("`workflow_resilience.", StringComparison.Ordinal)).Select(r => new[] { r[0], r[1], r[2], Names(r[3].Split(", ").Select(l => l.Trim('`', '–'))) })];

        metrics.Instruments.Should().HaveCountGreaterThan(10);
        rows.Select(r => string.Join(" ", r)).Should().BeEquivalentTo(expected.Select(r => string.Join(" ", r)));
    }

    [Test]
    public void Every_log_message_has_a_row_with_its_name_its_level_and_its_text()
    {
        string[] expected = [.. typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()!)
            .Where(a => a is not null)
            .OrderBy(a => a.EventId)
            .Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.EventId} {a.EventName} {(a.Level == LogLevel.None ? "Warning in a run, otherwise Debug for a refused call" : a.Level)} {a.Message}"))];

        s_rows.Where(r => r.Length == 4 && r[0].All(char.IsAsciiDigit)).Select(r => string.Join(" ", r)).Should().Equal(expected);
    }

    [Test]
    public void Every_attribute_of_a_span_has_a_row()
    {
        FieldInfo[] names = typeof(WorkflowRunner).Assembly.GetType("WorkflowResilience.SpanAttributes", throwOnError: true)!.GetFields(BindingFlags.Static | BindingFlags.NonPublic);

        s_rows.Where(r => r.Length == 3 && r[0].Contains('.', StringComparison.Ordinal)).Select(r => r[0]).Should().BeEquivalentTo(names.Select(n => $"`{n.GetRawConstantValue()}`"));
    }

    [Test]
    public void Every_value_of_a_closed_label_stands_on_the_page()
    {
        string text = File.ReadAllText(Page());

        foreach (FieldInfo value in typeof(Labels).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(f => f.IsLiteral)) text.Should().Contain($"`{value.GetRawConstantValue()}`");
        foreach (CircuitState state in Enum.GetValues<CircuitState>()) text.Should().Contain($"`{Labels.Of(state)}`");
    }

    // Enough to see each instrument with all labels that it can have.
    private static void UseEveryLabel(RecordedMetrics metrics)
    {
        using var bench = new TelemetryBench(TelemetryBench.Breaking with { Bulkhead = new BulkheadPolicy { MaxConcurrent = 1 } }, metrics.Observer);
        bench.PlayRun("build-42", "ci", Step.Fail(FailureKind.Network));
        foreach (ResilienceEventKinds kind in Enum.GetValues<ResilienceEventKinds>()) metrics.Observer.OnEvent(new ResilienceEvent { Kind = kind, Stage = "Work", Attempt = 1, Gaps = AnalysisGaps.Error });
        metrics.Collect();
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0];

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Page()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Resilience.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs", "telemetry.md");
    }
}
