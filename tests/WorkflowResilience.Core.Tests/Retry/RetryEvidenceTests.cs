using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Retry;

[TestFixture]
public sealed class RetryEvidenceTests
{
    private static readonly RetryEvidencePolicy s_default = new();

    [Test]
    public void It_decides_as_the_naive_model_does_over_random_histories([Range(0, 199)] int seed)
    {
        double U(int i, int purpose) => Draw.Unit((ulong)seed, (ulong)i, 0, 1, Draw.Host + purpose);
        var policy = new RetryEvidencePolicy
        {
            MinimumSuccess = U(0, 1) * 0.5,
            ProvenSuccess = 0.5 + (U(0, 2) * 0.5),
            Confidence = 0.5 + (U(0, 3) * 0.499),
            PriorStrength = 0.5 + (U(0, 4) * 10),
            HalfLife = TimeSpan.FromHours(1 + (U(0, 5) * 10)),
        };
        policy.Problems("").Should().BeEmpty();
        var naive = new NaiveEvidence(policy.PriorStrength, policy.HalfLife.TotalHours);
        RetryEvidence evidence = default;
        double chance = U(0, 6);
        for (int i = 1; i <= 120; i++)
        {
            double hours = U(i, 1) < 0.2 ? U(i, 2) * 10 : 0;
            naive.Wait(hours);
            evidence = evidence.Aged(TimeSpan.FromHours(hours), policy.HalfLife);
            bool succeeded = U(i, 3) < chance;
            naive.Add(succeeded);
            evidence = evidence.With(succeeded);
            evidence.Succeeded.Should().BeApproximately(naive.Succeeded, 1e-6, "seed {0}, attempt {1}", seed, i);
            evidence.Failed.Should().BeApproximately(naive.Failed, 1e-6, "seed {0}, attempt {1}", seed, i);
            if (i % 10 != 0) continue;

            double low = naive.Below(policy.MinimumSuccess), high = 1 - naive.Below(policy.ProvenSuccess);
            if (Math.Abs(low - policy.Confidence) > 1e-3)
                evidence.Weigh(policy, retries: true, u: 0.9).Should().Be(low > policy.Confidence ? EvidenceAnswer.Refuse : EvidenceAnswer.Nothing, "seed {0}, attempt {1}", seed, i);
            if (Math.Abs(high - policy.Confidence) > 1e-3)
                evidence.Weigh(policy, retries: false, u: 0.9).Should().Be(high > policy.Confidence ? EvidenceAnswer.Retry : EvidenceAnswer.Nothing, "seed {0}, attempt {1}", seed, i);
        }
    }

    [Test]
    public void Without_evidence_it_says_nothing_whatever_the_bounds()
    {
        foreach (double confidence in new[] { 0.5, 0.9, 0.999 })
        {
            var policy = new RetryEvidencePolicy { MinimumSuccess = 0.5, ProvenSuccess = 0.5, Confidence = confidence, ExplorationFloor = 0.5, PriorStrength = 0.1 };
            default(RetryEvidence).Weigh(policy, retries: true, u: 0).Should().Be(EvidenceAnswer.Nothing);
            default(RetryEvidence).Weigh(policy, retries: false, u: 0).Should().Be(EvidenceAnswer.Nothing);
        }
    }

    [Test]
    public void With_the_defaults_the_22nd_attempt_in_vain_is_not_made_and_two_successes_lift_the_refusal()
    {
        RetryEvidence evidence = default;
        int failures = 0;
        while (evidence.Weigh(s_default, retries: true, u: 0.5) == EvidenceAnswer.Nothing)
        {
            evidence = evidence.With(succeeded: false);
            failures++;
        }

        failures.Should().Be(21);
        for (int i = 0; i < 1000; i++) evidence = evidence.With(succeeded: false);
        evidence.Total.Should().BeApproximately(50, 1e-9);
        evidence = evidence.With(succeeded: true);
        evidence.Weigh(s_default, retries: true, u: 0.5).Should().Be(EvidenceAnswer.Refuse);
        evidence = evidence.With(succeeded: true);
        evidence.Weigh(s_default, retries: true, u: 0.5).Should().Be(EvidenceAnswer.Nothing);
    }

    [Test]
    public void The_floor_explores_as_often_as_it_says()
    {
        RetryEvidence hopeless = new(0, 50);
        int explored = Enumerable.Range(0, 100_000).Count(i => hopeless.Weigh(s_default, retries: true, Draw.Unit(7, (ulong)i, 1, 1, Draw.Exploration)) == EvidenceAnswer.Explore);
        explored.Should().BeInRange(4_700, 5_300);
        hopeless.Weigh(s_default with { ExplorationFloor = 0 }, retries: true, u: 0).Should().Be(EvidenceAnswer.Refuse);
    }

    [Test]
    public void A_table_keeps_the_pairs_that_came_up_last_and_ages_them()
    {
        var time = new ManualTimeProvider();
        var outcomes = new RetryOutcomes(new Clock(time));
        outcomes.Add("Build", "a", s_default.HalfLife, succeeded: true);
        outcomes.Add("Test", "a", s_default.HalfLife, succeeded: false);
        outcomes.Of("Build", "a", s_default.HalfLife).Should().Be(new RetryEvidence(1, 0));
        time.Advance(s_default.HalfLife);
        outcomes.Of("Test", "a", s_default.HalfLife).Should().Be(new RetryEvidence(0, 0.5));
        time.Advance(s_default.HalfLife * 6);
        outcomes.Of("Test", "a", s_default.HalfLife).Should().Be(default(RetryEvidence), "a 128th of an attempt is none");

        for (int i = 0; i < 2 * RetryOutcomes.MaxPairs; i++)
        {
            outcomes.Add("Build", "f" + i, s_default.HalfLife, succeeded: true);
            outcomes.Of("Build", "f0", s_default.HalfLife).Total.Should().Be(1, "it comes up all the time");
        }

        outcomes.Count.Should().Be(RetryOutcomes.MaxPairs);
    }

    [Test]
    public void Threads_that_count_at_once_lose_nothing()
    {
        var outcomes = new RetryOutcomes(new Clock(new ManualTimeProvider()));
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                outcomes.Add("Build", $"own {t} {i / 10}", s_default.HalfLife, succeeded: i % 2 == 0);
                if (i % 1000 == 0) outcomes.Add("Build", "common", s_default.HalfLife, succeeded: t % 2 == 0);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        outcomes.Of("Build", "common", s_default.HalfLife).Should().Be(new RetryEvidence(20, 20));
        outcomes.Of("Build", "own 3 7", s_default.HalfLife).Should().Be(new RetryEvidence(5, 5));
        outcomes.Count.Should().Be(4001);
    }
}
