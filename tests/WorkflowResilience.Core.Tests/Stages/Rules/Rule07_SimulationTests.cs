using System.Diagnostics;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Rules;

[TestFixture]
public sealed class Rule07_SimulationTests
{
    private const int Runs = 100;

    [Test]
    public void A_hundred_runs_of_seven_stages_at_once_come_to_what_the_plan_says_and_keep_every_limit([Range(1ul, 30ul, 1ul)] ulong seed)
    {
        var watch = Stopwatch.StartNew();
        var time = new ManualTimeProvider();
        var faults = new SimulatedFaults(seed);
        var limits = new LimitWatch();
        using var runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Seed = seed;
            o.MaxRetryQueueTime = TimeSpan.FromDays(1);
            o.Observers.Add(limits);
            o.Policies.Clear();
            foreach ((string stage, StagePolicy policy) in SimulatedFaults.Policies) o.Policies[stage] = policy;
        });
        limits.Runner = runner;

        RunSummary[] summaries = time.Run(async () =>
        {
            RunSummary[] all = await Task.WhenAll(Enumerable.Range(0, Runs).Select(n => RunAsync(runner, time, faults, limits, $"build-{n}")));

            // Those that are stuck end later.
            await time.DelayAsync(TimeSpan.FromHours(1));
            return all;
        });

        var predictor = new SimulationPredictor(seed, faults);
        for (int n = 0; n < Runs; n++)
        {
            (string expected, int retries) = predictor.Of($"build-{n}");
            SimulationPredictor.Seen(summaries[n]).Should().Be(expected, "seed {0}, run build-{1}, limit {2}", seed, n, faults.RetryLimit($"build-{n}"));
            summaries[n].Retries.Should().Be(retries).And.BeLessThanOrEqualTo(10);
        }

        limits.Broken.Should().BeEmpty("seed {0}", seed);
        limits.PeakRetries.Should().Be(5, "otherwise the host's limit was not tried");
        limits.RetriesRunning.Should().Be(0);
        runner.ConcurrentRetries.Should().Be(0);
        summaries.SelectMany(s => s.Stages).Select(s => s.Reason).Should().Contain(
            [StageReason.None, StageReason.AttemptsExhausted, StageReason.RunRetryLimit, StageReason.Abandoned, StageReason.UnknownOutcome, StageReason.ServerDelayTooLong, StageReason.StopCondition]);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
        TestContext.Out.WriteLine($"seed {seed}: {summaries.Sum(s => s.Retries)} retries, {time.Elapsed} of virtual time in {watch.ElapsedMilliseconds} ms");
    }

    [Test]
    public void The_same_seed_comes_to_the_same_events_and_times()
    {
        Transcript().Should().Be(Transcript());

        static string Transcript()
        {
            var time = new ManualTimeProvider();
            var faults = new SimulatedFaults(7);
            var recorder = new RecordingObserver(timeProvider: time);
            using var runner = WorkflowRunner.Create(o =>
            {
                o.TimeProvider = time;
                o.Seed = 7;
                o.Observers.Add(recorder);
                foreach ((string stage, StagePolicy policy) in SimulatedFaults.Policies) o.Policies[stage] = policy;
            });
            time.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(n => RunAsync(runner, time, faults, new LimitWatch { Runner = runner }, $"build-{n}"))));
            return recorder.ToString();
        }
    }

    private static Task<RunSummary> RunAsync(WorkflowRunner runner, ManualTimeProvider time, SimulatedFaults faults, LimitWatch limits, string id) => runner.TryRunAsync(
        id,
        async run =>
        {
            int firstCalls = 0;
            foreach (string stage in SimulatedFaults.Policies.Keys)
            {
                await run.TryStageAsync<int, bool>(stage, 0, async (_, context) =>
                {
                    if (context.Attempt == 1) firstCalls++;
                    else limits.BeginRetry();
                    try
                    {
                        await PlayAsync(time, faults.Of(id, stage, context.Attempt), context.CancellationToken);
                        return true;
                    }
                    finally
                    {
                        if (context.Attempt > 1) limits.EndRetry();
                    }
                });
            }

            if (firstCalls != SimulatedFaults.Policies.Count) limits.Broken.Add($"a first call of {id} was refused");
        },
        new RunOptions { Limits = new RunLimits { MaxRetries = faults.RetryLimit(id), MaxRetryTime = TimeSpan.FromDays(30) } });

    private static async Task PlayAsync(ManualTimeProvider time, SimulatedAttempt planned, CancellationToken token)
    {
        if (planned.End == SimulatedEnd.Hang) await time.DelayAsync(Timeout.InfiniteTimeSpan, token);
        await time.DelayAsync(planned.Takes, CancellationToken.None);
        switch (planned.End)
        {
            case SimulatedEnd.BreakTheLine or SimulatedEnd.BreakTheLineInTheGrace:
                throw StageFailure.Of(FailureKind.Network, "the line is down");
            case SimulatedEnd.AskForCredentials:
                throw new UnauthorizedAccessException();
            case SimulatedEnd.Fault:
                throw new DivideByZeroException();
            case SimulatedEnd.CancelForeign:
                throw new OperationCanceledException();
            case SimulatedEnd.AskToWait:
                throw new ClassifiedFailureException(FailureKind.RateLimited, "slow down", null) { ServerDelay = planned.Hint };
        }
    }

    /// <summary>Looks at the limits at every event and at every call.</summary>
    private sealed class LimitWatch : IResilienceObserver
    {
        internal WorkflowRunner? Runner { get; set; }

        internal List<string> Broken { get; } = [];

        internal int RetriesRunning { get; private set; }

        internal int PeakRetries { get; private set; }

        public ResilienceEventKinds Interests => ResilienceEventKinds.All;

        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            int held = Runner!.ConcurrentRetries;
            if (held > 5) Broken.Add($"{held} retries at once at {resilienceEvent.Kind}");
            if (resilienceEvent.Kind is ResilienceEventKinds.CallRejected or ResilienceEventKinds.CallbackFailed) Broken.Add(resilienceEvent.ToString());
        }

        internal void BeginRetry()
        {
            PeakRetries = Math.Max(PeakRetries, ++RetriesRunning);
            if (RetriesRunning > Math.Min(5, Runner!.ConcurrentRetries)) Broken.Add($"{RetriesRunning} retried delegates run, {Runner.ConcurrentRetries} places are held");
        }

        internal void EndRetry() => RetriesRunning--;
    }
}
