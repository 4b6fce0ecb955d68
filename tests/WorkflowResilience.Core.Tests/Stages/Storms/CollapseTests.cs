using System.Globalization;
using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Stages.Storms;

/// <summary>
/// A server for 100 requests a second, asked 80 times a second (unless a test says otherwise) by clients that wait one second, is slowed to 5 % for five seconds and is
/// healthy again afterwards. Retries alone keep it down for good; the same retries paid from a budget let it recover.
/// </summary>
[TestFixture]
public sealed class CollapseTests
{
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(120), s_slowUntil = TimeSpan.FromSeconds(25);

    private static readonly int[] s_seeds = [1, 2, 3, 4, 5];

    private static readonly StagePolicy s_policy = new()
    {
        MaxAttempts = 4,
        Backoff = BackoffSchedule.Exponential(TimeSpan.FromMilliseconds(100), max: TimeSpan.FromSeconds(5)),
        AttemptTimeout = TimeSpan.FromSeconds(1),
        Conditions = [RetryCondition.On(FailureKind.Timeout)],
    };

    [Test]
    public void With_a_budget_the_server_recovers_from_a_brown_out([Values(1, 2, 3, 4, 5)] int seed)
    {
        Story story = Play(s_policy, seed);

        Print("budget", seed, story);
        story.Goodput(60, 118).Should().BeGreaterThan(0.97, "seed {0}", seed);
        story.RecoveredAfter.Should().BeLessThan(TimeSpan.FromSeconds(30), "seed {0}", seed);
    }

    [Test]
    public void Without_a_budget_it_never_does([Values(1, 2, 3, 4, 5)] int seed)
    {
        Story story = Play(s_policy with { RetryBudget = null }, seed);

        Print("no budget", seed, story);
        story.Goodput(60, 118).Should().BeLessThan(0.05, "seed {0}", seed);
    }

    [TestCase(1, 80)]
    [TestCase(2, 45)]
    [TestCase(3, 30)]
    [TestCase(4, 22)]
    public void Also_without_a_budget_it_recovers_while_utilisation_times_attempts_is_below_one(int attempts, int rate)
    {
        foreach (int seed in s_seeds)
        {
            Story story = Play(s_policy with { RetryBudget = null, MaxAttempts = attempts }, seed, rate);
            Print($"no budget, {attempts} attempts, {rate} % utilised", seed, story);
            story.Goodput(60, 118).Should().BeGreaterThan(0.97, "seed {0}", seed);
        }
    }

    [TestCase(2, 52)]
    [TestCase(3, 36)]
    [TestCase(4, 26)]
    public void And_does_not_while_it_is_above_one(int attempts, int rate)
    {
        foreach (int seed in s_seeds)
        {
            Story story = Play(s_policy with { RetryBudget = null, MaxAttempts = attempts }, seed, rate);
            Print($"no budget, {attempts} attempts, {rate} % utilised", seed, story);
            story.Goodput(60, 118).Should().BeLessThan(0.05, "seed {0}", seed);
        }
    }

    private static Story Play(StagePolicy policy, int seed, double rate = 80)
    {
        ManualTimeProvider time = new();
        var random = new Random(seed);
        using WorkflowRunner runner = WorkflowRunner.Create(o =>
        {
            o.TimeProvider = time;
            o.Seed = (ulong)seed;
            o.MaxConcurrentRetries = 100_000; // the clients stand for many hosts
            o.Policies["Call"] = policy;
        });
        StageExecutor call = runner["Call"];
        var server = new FifoServer(time, capacity: 100, slowFrom: TimeSpan.FromSeconds(20), s_slowUntil, share: 0.05);
        var story = new Story((int)s_end.TotalSeconds);
        time.Run(async () =>
        {
            List<Task> pending = [];
            while (time.Elapsed < s_end)
            {
                await time.DelayAsync(TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate));
                pending.Add(OneAsync((int)time.Elapsed.TotalSeconds));
            }

            await Task.WhenAll(pending);
        });
        story.Requests = server.Requests;
        return story;

        async Task OneAsync(int second)
        {
            StageOutcome outcome = await call.TryRunAsync(async ct => await time.DelayAsync(server.Take(), ct));
            story.Count(second, outcome.IsSuccess);
        }
    }

    private static void Print(string what, int seed, Story story) => TestContext.Out.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}, seed {seed}: goodput of the calls of seconds 60 to 118 is {story.Goodput(60, 118):0.00}, {(story.RecoveredAfter is { } after ? $"recovered {after.TotalSeconds:0} s after the brown-out" : "not recovered")}, {story.Amplification:0.00} × the first calls"));

    /// <summary>What became of the calls that began in each second.</summary>
    private sealed class Story(int seconds)
    {
        private readonly int[] _calls = new int[seconds + 1];
        private readonly int[] _good = new int[seconds + 1];

        internal int Requests { get; set; }

        internal double Amplification => (double)Requests / _calls.Sum();

        /// <summary>From when on, counted from the end of the brown-out, at least 19 of 20 calls succeeded in every five seconds.</summary>
        internal TimeSpan? RecoveredAfter
        {
            get
            {
                int from = seconds - 5;
                while (from > s_slowUntil.TotalSeconds && Goodput(from, from + 4) >= 0.95) from--;
                return from >= seconds - 5 ? null : TimeSpan.FromSeconds(Math.Max(0, from + 1 - s_slowUntil.TotalSeconds));
            }
        }

        internal void Count(int second, bool good)
        {
            _calls[Math.Min(second, seconds)]++;
            if (good) _good[Math.Min(second, seconds)]++;
        }

        internal double Goodput(int first, int last) => (double)_good[first..(last + 1)].Sum() / _calls[first..(last + 1)].Sum();
    }
}
