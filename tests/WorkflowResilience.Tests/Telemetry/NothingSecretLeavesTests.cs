using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>A run in which every input holds a secret of its own: none may be found in anything that leaves the library.</summary>
[TestFixture]
[NonParallelizable]
public sealed class NothingSecretLeavesTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Seed = 20261123;

    private readonly Random _random = new(Seed);
    private readonly Dictionary<string, string> _secrets = [];

    [Test]
    public async Task A_failing_run_whose_every_input_holds_a_secret_shows_none_of_them()
    {
        using var spans = new RecordedSpans();
        using var logs = new RecordedLogs(LogLevel.Trace);
        using var metrics = new RecordedMetrics(listens: true);
        var seen = new SeenEvents();
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(logs)
            .AddSingleton<System.Diagnostics.Metrics.IMeterFactory>(metrics)
            .AddSingleton<IResilienceObserver>(seen)
            .AddWorkflowResilience(Configured.Json("""{ "Stages": { "Build": { "MaxAttempts": 2, "Backoff": "1ms" }, "Publish": { "MaxAttempts": 2, "Backoff": "1ms" } } }"""))
            .Services.BuildServiceProvider();
        WorkflowRunner runner = provider.GetRequiredService<WorkflowRunner>();
        runner.ServiceStatuses.Report(New("service"), ServiceHealth.Unhealthy, New("service detail"));

        List<object> leaving = [];
        List<StageFailedException> exceptions = [];
        RunSummary summary = await runner.TryRunAsync(New("run id"), async run =>
        {
            run.Values[New("value name")] = New("value");
            run.Values["inner"] = new Uri($"https://user:{New("value uri")}@host.example/");
            run.Log.Add(RunLogLevel.Error, New("log source"), New("log message"));
            StageOutcome<int> degraded = await run.TryStageAsync(
                "Build", ct => ValueTask.FromException<int>(Failing()), [StageFallback.Of<int>(New("fallback"), (_, _) => throw Failing()), StageFallback.Value(New("last fallback"), 1)]);
            leaving.Add(degraded.Failure!);
            StageOutcome<ProgramResult> failed = await run.TryStageAsync("Publish", async ct => await ProgramStage.Of("sh", "-c", $"echo {New("output")}; echo token={New("error output")} >&2; exit 3").RunAsync(ct));
            leaving.Add(failed.Failure!);
            exceptions.Add(FluentActions.Invoking(() => failed.GetValueOrThrow()).Should().Throw<StageFailedException>().Which);
            StageOutcome keyed = await runner["Build"].For(New("key")).TryRunAsync(ct => throw Failing());
            leaving.Add(keyed.Failure!);
            exceptions.Add(FluentActions.Invoking(() => keyed.ThrowIfNotSuccessful()).Should().Throw<StageFailedException>().Which);
            keyed.ThrowIfNotSuccessful();
        }, new RunOptions { WorkflowName = New("workflow"), Parameters = new Dictionary<string, string> { [New("parameter name")] = New("parameter"), ["password"] = "correct-horse-" + New("parameter by name")[4..] } });
        metrics.Collect();

        leaving.Add(summary);
        leaving.AddRange(seen.Events.Cast<object>());
        List<string> texts = [summary.ToString(), .. logs.Lines.Select(l => l.Text), .. metrics.TagValues.Keys];
        texts.AddRange(logs.Lines.SelectMany(l => l.Facts.Values).Select(v => v?.ToString() ?? ""));
        texts.AddRange(spans.Ended.SelectMany(Texts));
        foreach (StageFailure failure in leaving.OfType<StageFailure>())
        {
            texts.Add(FailureJson.Write(failure));
            texts.Add(failure.ToString());
        }

        texts.AddRange(exceptions.SelectMany(e => (string[])[e.Message, e.ToString()]));

        foreach (object item in leaving) texts.AddRange(Walk(item));
        logs.Lines.Should().NotBeEmpty();
        spans.Ended.Should().NotBeEmpty();
        leaving.OfType<StageFailure>().Should().HaveCount(3).And.OnlyContain(f => f.Context != null && f.Fingerprint != null);
        texts.Should().HaveCountGreaterThan(200, "the walk goes deep");
        string[] leaks = [.. _secrets.Where(s => texts.Any(t => t.Contains(s.Value[4..12], StringComparison.Ordinal))).Select(s => $"{s.Key}: {texts.First(t => t.Contains(s.Value[4..12], StringComparison.Ordinal))}")];
        leaks.Should().BeEmpty("seed {0}", Seed);
        _secrets.Should().HaveCountGreaterThan(20);
    }

    private HttpRequestException Failing()
    {
        var inner = new InvalidOperationException($"login with Password={New("inner message")};Server=db failed");
        inner.Data[New("data name")] = New("data");
        inner.Data["api_key"] = New("data by name")[4..];
        return new HttpRequestException($"GET https://user:{New("url")}@host.example/?token={New("query")} said {New("message")}", inner);
    }

    // Each a token that the redactor knows by its shape, and told apart by its letters. Put together here so that none stands in the tree.
    private string New(string input)
    {
        string secret = string.Concat("gh", "p_", string.Concat(Enumerable.Range(0, 36).Select(_ => Letters[_random.Next(Letters.Length)])));
        _secrets[$"{input} {_secrets.Count}"] = secret;
        return secret;
    }

    private static IEnumerable<string> Texts(Activity span) =>
    [
        span.DisplayName, span.OperationName, span.StatusDescription ?? "",
        .. span.TagObjects.Select(t => $"{t.Key} {t.Value}"),
        .. span.Events.SelectMany(e => e.Tags.Select(t => $"{t.Key} {t.Value}")),
    ];

    // Every text that can be reached through public properties; the user's own exception object is the user's.
    private static List<string> Walk(object root)
    {
        List<string> texts = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object> open = new([root]);
        while (open.TryPop(out object? item))
        {
            if (item is string text)
            {
                texts.Add(text);
                continue;
            }

            if (item is Exception or Type || item.GetType().IsPrimitive || (!item.GetType().IsValueType && !seen.Add(item))) continue;
            if (item is System.Collections.IEnumerable many)
            {
                foreach (object? part in many)
                {
                    if (part is not null) open.Push(part);
                }

                continue;
            }

            if (item.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true && !item.GetType().IsGenericType) continue;
            foreach (PropertyInfo property in item.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            {
                if (property.GetValue(item) is { } value) open.Push(value);
            }
        }

        return texts;
    }

    private sealed class SeenEvents : IResilienceObserver
    {
        internal List<ResilienceEvent> Events { get; } = [];

        public ResilienceEventKinds Interests => ResilienceEventKinds.All;

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            lock (Events) Events.Add(resilienceEvent);
        }
    }
}
