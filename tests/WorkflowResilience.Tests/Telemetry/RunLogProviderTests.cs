using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WorkflowResilience.Tests.Telemetry;

/// <summary>What the host logs inside a run is in the run's log, through the host's own logging.</summary>
[TestFixture]
[NonParallelizable]
public sealed class RunLogProviderTests
{
    private static readonly Action<ILogger, int, Exception?> s_line = LoggerMessage.Define<int>(LogLevel.Information, default, "line {Number}");

    [Test]
    public async Task Lines_of_the_host_are_kept_with_their_level_and_category()
    {
        await using ServiceProvider provider = Host(b => b.SetMinimumLevel(LogLevel.Trace));
        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Acme.Build");
        IReadOnlyList<RunLogLine> lines = await Run(provider, () =>
        {
            foreach (LogLevel level in Enum.GetValues<LogLevel>().Where(l => l != LogLevel.None)) logger.Log(level, "at {Level}", level);
        });
        lines.Select(l => (l.Level, l.Source, l.Message)).Should().Equal(
            (RunLogLevel.Debug, "Acme.Build", "at Trace"),
            (RunLogLevel.Debug, "Acme.Build", "at Debug"),
            (RunLogLevel.Information, "Acme.Build", "at Information"),
            (RunLogLevel.Warning, "Acme.Build", "at Warning"),
            (RunLogLevel.Error, "Acme.Build", "at Error"),
            (RunLogLevel.Critical, "Acme.Build", "at Critical"));
    }

    [Test]
    public async Task Exceptions_are_appended_redacted_and_in_one_line()
    {
        string secret = string.Concat(Enumerable.Repeat("qW3x", 6));
        await using ServiceProvider provider = Host();
        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Acme");
        IReadOnlyList<RunLogLine> lines = await Run(provider, () => logger.LogError(new IOException($"no answer from\nhttps://u:{secret}@host/"), "Upload to {Address} failed", $"https://u:{secret}@host/"));
        lines.Single().Message.Should().Be("Upload to https://***@host/ failed → IOException: no answer from https://***@host/");
    }

    [Test]
    public async Task Outside_runs_nothing_is_enabled_and_what_this_library_logs_is_left_out()
    {
        await using ServiceProvider provider = Host(b => b.SetMinimumLevel(LogLevel.Trace));
        ILoggerFactory loggers = provider.GetRequiredService<ILoggerFactory>();
        ILogger host = loggers.CreateLogger("Acme"), ours = loggers.CreateLogger("WorkflowResilience"), below = loggers.CreateLogger("WorkflowResilience.Hosting"), beside = loggers.CreateLogger("WorkflowResilienceHost");
        host.IsEnabled(LogLevel.Critical).Should().BeFalse();
        IReadOnlyList<RunLogLine> lines = await Run(provider, () =>
        {
            host.IsEnabled(LogLevel.Trace).Should().BeTrue();
            ours.IsEnabled(LogLevel.Critical).Should().BeFalse();
            below.IsEnabled(LogLevel.Critical).Should().BeFalse();
            beside.LogWarning("mine");
        });
        lines.Select(l => l.Source).Should().Equal("WorkflowResilienceHost");
    }

    [Test]
    public async Task The_hosts_filters_apply_under_the_providers_name()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LogLevel:Default"] = "Debug",
            ["WorkflowRun:LogLevel:Default"] = "Warning",
            ["WorkflowRun:LogLevel:Acme.Verbose"] = "Debug",
        }).Build();
        await using ServiceProvider provider = Host(b => b.AddConfiguration(configuration));
        ILoggerFactory loggers = provider.GetRequiredService<ILoggerFactory>();
        IReadOnlyList<RunLogLine> lines = await Run(provider, () =>
        {
            loggers.CreateLogger("Acme").LogInformation("left out");
            loggers.CreateLogger("Acme").LogWarning("kept");
            loggers.CreateLogger("Acme.Verbose").LogDebug("kept too");
        });
        lines.Select(l => l.Message).Should().Equal("kept", "kept too");
    }

    [Test]
    public async Task A_message_that_cannot_be_formatted_breaks_nothing()
    {
        await using ServiceProvider provider = Host();
        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Acme");
        IReadOnlyList<RunLogLine> lines = await Run(provider, () =>
        {
            logger.Log(LogLevel.Error, default, 0, null, static (_, _) => throw new InvalidOperationException("formatting"));
            logger.Log(LogLevel.Error, default, 0, null, static (_, _) => null!);
        });
        lines.Select(l => l.Message).Should().Equal("[a message that could not be formatted]", "");
    }

    [Test]
    public void Adding_the_library_twice_adds_one_provider() =>
        new ServiceCollection().AddWorkflowResilience().Services.AddWorkflowResilience().Services.Count(s => s.ServiceType == typeof(ILoggerProvider)).Should().Be(1);

    [Test]
    public async Task A_line_costs_nothing_outside_a_run()
    {
        await using ServiceProvider provider = Host();
        ILogger logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Acme.Build");
        Cost(logger, 20_000);
        (double outside, double outsideBytes) = Cost(logger, 200_000);
        double inside = 0, insideBytes = 0;
        await Run(provider, () =>
        {
            Cost(logger, 20_000);
            (inside, insideBytes) = Cost(logger, 200_000);
        });
        TestContext.Out.WriteLine($"outside a run {outside:0} ns and {outsideBytes:0} B a line, inside {inside:0} ns and {insideBytes:0} B");
        outsideBytes.Should().Be(0);
    }

    private static (double Nanoseconds, double Bytes) Cost(ILogger logger, int times)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        double best = double.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < times / 20; i++) s_line(logger, 7, null);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (times / 20));
        }

        return (best, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / times);
    }

    private static ServiceProvider Host(Action<ILoggingBuilder>? configure = null) =>
        new ServiceCollection().AddLogging(configure ?? (static _ => { })).AddWorkflowResilience().Services.BuildServiceProvider();

    private static async Task<IReadOnlyList<RunLogLine>> Run(ServiceProvider provider, Action body)
    {
        IReadOnlyList<RunLogLine> lines = [];
        await provider.GetRequiredService<WorkflowRunner>().RunAsync("r", run =>
        {
            body();
            lines = run.Log.Lines();
            return Task.CompletedTask;
        });
        return lines;
    }
}
