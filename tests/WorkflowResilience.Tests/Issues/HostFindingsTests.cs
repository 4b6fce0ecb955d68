using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Issues;

/// <summary>What reviews found in the front door: configuration, telemetry and the package. Each test fails without its fix.</summary>
[NonParallelizable]
public sealed class HostFindingsTests
{
    [Test]
    public void Log_messages_stand_in_one_file_because_the_generator_orders_several_by_chance_and_the_package_must_be_the_same_to_the_byte()
    {
        IEnumerable<string> sources = Directory.EnumerateFiles(Repository.Path("src/WorkflowResilience"), "*.cs", SearchOption.AllDirectories);

        sources.Where(f => File.ReadAllText(f).Contains("[LoggerMessage(", StringComparison.Ordinal)).Should().ContainSingle();
    }

    [TestCase("sv-SE")]
    [TestCase("ar-SA")]
    public void A_negative_number_in_a_message_is_written_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            string refusal = Configured.Refusal(Configured.Json("""{ "MaxConcurrentRetries": -1, "LogCapacity": -2, "RunLimits": { "MaxRetries": -3 } }"""));

            refusal.Should().Contain("MaxConcurrentRetries is -1;").And.Contain("LogCapacity is -2;").And.Contain("RunLimits:MaxRetries is -3;");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void A_key_in_another_case_keeps_its_path_as_environment_variables_are_often_written()
    {
        IConfigurationRoot root = Configured.Json("""{ "APP": { "MAXCONCURRENTRETRIES": -1, "RUNLIMITS": { "MAXRETRIES": -3 }, "DEFAULTPOLICY": { "MAXATTEMPTS": 0 } } }""");

        string refusal = Configured.Refusal(root.GetSection("APP"));

        refusal.Should().Contain("- APP:MAXCONCURRENTRETRIES is -1").And.Contain("- APP:RUNLIMITS:MaxRetries is -3").And.Contain("- APP:DEFAULTPOLICY:MaxAttempts is 0");
    }

    [Test]
    public void A_mistake_in_the_default_policy_is_told_once_and_not_of_each_stage_that_begins_as_it()
    {
        string refusal = Configured.Refusal(Configured.Json(
            """{ "DefaultPolicy": { "Throttle": { "Multiplier": 0.5 } }, "Stages": { "Build": { "MaxAttempts": 2 }, "Scan": { "MaxAttempts": 0 } } }"""));

        refusal.Should().Be("The runner's configuration has 2 problems:\n- Stages:Scan:MaxAttempts is 0; it must be from 1 (no retry) to 1000.\n"
            + "- DefaultPolicy:Throttle:Multiplier is 0.5; it must be from 1 to 100.");
    }

    [Test]
    public void A_whole_host_configuration_without_the_section_is_one_mistake_and_not_one_for_each_environment_variable()
    {
        Dictionary<string, string?> environment = Enumerable.Range(0, 40).ToDictionary(i => $"VARIABLE_{i}", _ => (string?)"x");

        Configured.Refusal(new ConfigurationBuilder().AddInMemoryCollection(environment).Build()).Should().Be("The runner's configuration has a problem:\n"
            + "- The whole configuration was given, and it has no section 'WorkflowResilience'; write AddWorkflowResilience(configuration.GetSection(\"WorkflowResilience\")).");
    }

    [Test]
    public void A_value_that_is_no_duration_is_quoted_in_one_line_of_bounded_length()
    {
        string refusal = Configured.Refusal(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stages:Build:AttemptTimeout"] = "30s\ninfo: all is well",
            ["Stages:Build:TotalTimeout"] = new string('9', 100_000),
        }).Build());

        refusal.Split('\n').Should().HaveCount(3);
        refusal.Length.Should().BeLessThan(600);
    }

    [Test]
    public void Infinite_is_a_word_and_may_be_written_in_any_case() =>
        Configured.Build("""{ "AbandonGrace": "Infinite" }""").AbandonGrace.Should().Be(Timeout.InfiniteTimeSpan);

    [Test]
    public void An_empty_target_of_a_budget_is_told_once() => Configured.Refusal(Configured.Json("""{ "Stages": { "Build": { "RetryBudget": { "Target": "" } } } }"""))
        .Should().Be("The runner's configuration has a problem:\n- Stages:Build:RetryBudget:Target is empty; write what shares the budget, or none.");

    [Test]
    public async Task The_summary_names_a_stage_that_has_no_policy()
    {
        using WorkflowRunner runner = WorkflowRunner.Create();

        RunSummary summary = await runner.TryRunAsync("build-42", async run => await run.StageAsync("Compile", _ => Task.CompletedTask));

        summary.ToString().Should().Contain("  why: stage Compile: No policy is configured for this stage.");
    }

    [Test]
    public async Task A_logger_that_cannot_say_its_level_keeps_no_stage_from_running()
    {
        using var loggers = new BrokenLoggers();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<ILoggerFactory>(loggers)
            .AddWorkflowResilience(o => o.UnknownStages = UnknownStages.DefaultPolicy).Services.BuildServiceProvider();
        WorkflowRunner runner = provider.GetRequiredService<WorkflowRunner>();
        int calls = 0;

        await runner["Build"].RunAsync(_ =>
        {
            calls++;
            return Task.CompletedTask;
        });

        calls.Should().Be(1);
        runner.CallbackFailures.Should().BePositive();
    }

    [Test]
    public void A_listener_to_metrics_that_throws_keeps_no_host_from_starting()
    {
        using var meters = new Meters();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("The listener is broken."));
        listener.Start();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IMeterFactory>(meters).AddWorkflowResilience().Services.BuildServiceProvider();

        provider.GetRequiredService<WorkflowRunner>().CallbackFailures.Should().BePositive();
    }

    [Test]
    public async Task A_listener_to_spans_that_throws_changes_no_outcome([Values("Sample", "Started", "Stopped")] string where, [Values] bool asynchronous)
    {
        void Break(string here, string span)
        {
            if (where == here && span.EndsWith("Broken", StringComparison.Ordinal)) throw new InvalidOperationException("The listener is broken.");
        }

        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "WorkflowResilience",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                Break("Sample", options.Name);
                return ActivitySamplingResult.AllDataAndRecorded;
            },
            ActivityStarted = span => Break("Started", span.OperationName),
            ActivityStopped = span => Break("Stopped", span.OperationName),
        };
        ActivitySource.AddActivityListener(listener);
        using WorkflowRunner runner = WorkflowRunner.Create(o => o.UnknownStages = UnknownStages.DefaultPolicy);
        using Activity outer = new Activity("outer").Start();

        string? seen = null;
        int result = await runner["Broken"].RunAsync(async _ =>
        {
            seen = Activity.Current?.OperationName;
            if (asynchronous) await Task.Yield();
            return 7;
        });
        RunSummary summary = await runner.TryRunAsync("build-42", async run => await run.StageAsync("Fine", _ => Task.CompletedTask), new RunOptions { WorkflowName = "Broken" });

        result.Should().Be(7);
        seen.Should().Be(where == "Stopped" ? "stage Broken" : "outer", "a span that did not begin well is nobody's parent");
        summary.Kind.Should().Be(StageOutcomeKind.Succeeded);
        runner.CallbackFailures.Should().Be(2);
        Activity.Current.Should().BeSameAs(outer);
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _made = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            _made.Add(new Meter(options));
            return _made[^1];
        }

        public void Dispose() => _made.ForEach(m => m.Dispose());
    }

    private sealed class BrokenLoggers : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => throw new InvalidOperationException("The logger is broken.");

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
