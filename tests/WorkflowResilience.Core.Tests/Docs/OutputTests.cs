using System.Globalization;
using System.Net;
using System.Text;
using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Docs;

/// <summary>What the pages show as printed is what is printed.</summary>
[TestFixture]
public sealed class OutputTests
{
    private static readonly Dictionary<string, Func<string>> s_outputs = new(StringComparer.Ordinal)
    {
        ["explain"] = DefaultPolicies.RepositoryClone.Explain,
        ["canonical"] = new StagePolicy { MaxAttempts = 1, RetryBudget = null, Conditions = [] }.ToCanonicalText,
        ["waits"] = Waits,
        ["summary"] = () => RunOnce().ToString().TrimEnd(),
        ["failure"] = () => OfAnyMachine(RunOnce().Failure!),
        ["fault"] = InjectedMessage,
        ["hedged"] = LoadControlOutputs.Hedged,
        ["failure-analysis"] = FailureAnalysisOutputs.Failure,
        ["diagnosis"] = FailureAnalysisOutputs.Diagnosis,
        ["refused-pack"] = PatternsPageTests.Refusal,
        ["degraded"] = LoadControlOutputs.Degraded,
        ["report-stage-failure"] = ReportOutputs.StageFailure,
        ["report-stage"] = ReportOutputs.Stage,
        ["report-workflow"] = ReportOutputs.Workflow,
    };

    [Test]
    public void Every_output_on_a_page_is_what_the_code_prints()
    {
        CodeBlock[] blocks = [.. DocsFolder.Pages.SelectMany(CodeBlock.Of).Where(b => b.Sort is "output")];

        blocks.Select(b => b.Name).Should().BeEquivalentTo(s_outputs.Keys);
        if (Environment.GetEnvironmentVariable("APPROVE_API") == "1")
        {
            foreach (CodeBlock block in blocks) DocsFolder.Replace(block.Page, block.Text, s_outputs[block.Name]().ReplaceLineEndings("\n"));
            return;
        }

        foreach (CodeBlock block in blocks) block.Text.Should().Be(s_outputs[block.Name]().ReplaceLineEndings("\n"), $"{block} shows {block.Name}");
    }

    /// <summary>A failure's text without how tight the machine is that the tests run on, which no page can know.</summary>
    internal static string OfAnyMachine(StageFailure failure) => string.Join('\n', failure.ToString().Split('\n').Where(line => !line.StartsWith("  system ", StringComparison.Ordinal)));

    /// <summary>The built-in patterns but those that ask how tight the machine is.</summary>
    internal static PatternLibrary PatternsOfAnyMachine()
    {
        var library = new PatternLibrary();
        IEnumerable<string> ofMachine = library.Packs.SelectMany(pack => pack.Patterns).Where(p => p.When.Any(c => c.Field.StartsWith("system.", StringComparison.Ordinal))).Select(p => p.Id);
        library.Use(PatternPack.Of("any-machine", "1.0.0", [], disable: ofMachine));
        return library;
    }

    // Eight waits of each arithmetic schedule, without jitter: bare waits, cut at the cap.
    private static string Waits()
    {
        TimeSpan s = TimeSpan.FromSeconds(1), cap = TimeSpan.FromSeconds(30);
        (string Name, BackoffSchedule Schedule)[] schedules =
        [
            ("fixed 2s", BackoffSchedule.Fixed(2 * s)),
            ("linear 1s", BackoffSchedule.Linear(s, cap)),
            ("exponential 1s x 2", BackoffSchedule.Exponential(s, 2, cap, Jitter.None)),
            ("exponential 1s x 1.5", BackoffSchedule.Exponential(s, 1.5, cap, Jitter.None)),
            ("fibonacci 1s", BackoffSchedule.Fibonacci(s, cap, Jitter.None)),
            ("table 1s 5s 15s", BackoffSchedule.Table(s, 5 * s, 15 * s)),
        ];
        StringBuilder text = new("after attempt         ");
        for (int attempt = 1; attempt <= 8; attempt++) text.Append(CultureInfo.InvariantCulture, $"{attempt,8}");
        foreach ((string name, BackoffSchedule schedule) in schedules)
        {
            text.Append('\n').Append(name.PadRight(22));
            for (int attempt = 1; attempt <= 8; attempt++) text.Append(CultureInfo.InvariantCulture, $"{Rounded(schedule.Delay(attempt, TimeSpan.Zero, 0)),8}");
        }

        return text.ToString();
    }

    private static string Rounded(TimeSpan wait) => DurationText.Format(TimeSpan.FromMilliseconds(Math.Round(wait.TotalMilliseconds / 10) * 10));

    private static string InjectedMessage()
    {
        string told = "";
        FaultInjector faults = FaultInjector.Create(options =>
        {
            options.EnvironmentName = "Test";
            options.Seed = 9;
            options.Rules.Add(new FaultRule(Fault.Throw(message => new IOException(told = message))) { Stage = "Build", Calls = [2] });
        });
        ManualTimeProvider time = new();
        Func<CancellationToken, ValueTask> build = faults.Wrap("Build", _ => faults.Injected.Count == 0 ? throw new IOException("the first is its own") : default);
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Policies["Build"] = new StagePolicy { Conditions = [RetryCondition.Anything] };
        });
        time.Run(() => runner.TryRunAsync("build-42", async run => await run.StageAsync("Build", build)));
        return told;
    }

    private static RunSummary RunOnce()
    {
        ManualTimeProvider time = new();
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.TimeProvider = time;
            options.Seed = 42;
            options.Patterns = PatternsOfAnyMachine();
            options.Policies["Download"] = new StagePolicy();
            options.Policies["Scan"] = new StagePolicy { MaxAttempts = 2, AttemptTimeout = TimeSpan.FromSeconds(20) };
        });
        int calls = 0;
        return time.Run(() => runner.TryRunAsync("build-42", async run =>
        {
            await run.StageAsync("Download", _ =>
            {
                time.Advance(TimeSpan.FromSeconds(1.2));
                return ++calls > 1 ? ValueTask.CompletedTask : throw new HttpRequestException("the mirror answered 503", null, HttpStatusCode.ServiceUnavailable);
            });
            int scans = 0;
            await run.StageAsync("Scan", async ct =>
            {
                if (++scans == 1) await HangAsync(ct);
                time.Advance(TimeSpan.FromSeconds(3));
                throw new HttpRequestException($"the scanner at https://ci:{run.Id}@scan.example.org answered 503", null, HttpStatusCode.ServiceUnavailable);
            });
        }));
    }

    // Ends on the thread that cancels; Task.Delay would end on another, beside the clock.
    private static async Task HangAsync(CancellationToken ct)
    {
        TaskCompletionSource end = new();
        await using CancellationTokenRegistration registration = ct.Register(() => end.SetCanceled(ct));
        await end.Task;
    }
}
