namespace WorkflowResilience.Tests.Retry;

[TestFixture]
public sealed class RetryBudgetTests
{
    [Test]
    public void Ten_successes_pay_for_one_retry_by_default()
    {
        var budget = new RetryBudget(new RetryBudgetPolicy { Initial = 0 });
        for (int i = 0; i < 9; i++) budget.Deposit();
        budget.TryTake(out _).Should().BeFalse();
        budget.Deposit();
        budget.TryTake(out _).Should().BeTrue();
        budget.TryTake(out _).Should().BeFalse();
    }

    [Test]
    public void It_starts_with_Initial_and_never_holds_more_than_Capacity()
    {
        var budget = new RetryBudget(RetryBudgetPolicy.Default);
        budget.Tokens.Should().Be(10);
        for (int i = 0; i < 1000; i++) budget.Deposit();
        budget.Tokens.Should().Be(20);
        budget.GiveBack();
        budget.Tokens.Should().Be(20);
    }

    [Test]
    public void What_is_given_back_can_be_taken_again()
    {
        var budget = new RetryBudget(new RetryBudgetPolicy { Initial = 1 });
        for (int i = 0; i < 5; i++)
        {
            budget.TryTake(out _).Should().BeTrue();
            budget.TryTake(out _).Should().BeFalse();
            budget.GiveBack();
        }
    }

    [Test]
    public void Deposits_from_many_threads_are_counted_exactly()
    {
        const int Threads = 8, Each = 50_000;
        var budget = new RetryBudget(new RetryBudgetPolicy { Initial = 0, Capacity = 1_000_000, DepositPerSuccess = 1 });
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < Each; i++) budget.Deposit();
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        budget.Tokens.Should().Be(Threads * Each);
    }

    [Test]
    public void Takers_on_many_threads_get_no_token_twice_while_others_deposit()
    {
        const int Threads = 4, Each = 20_000;
        var budget = new RetryBudget(new RetryBudgetPolicy { Initial = 0, Capacity = 1_000_000, DepositPerSuccess = 0.5 });
        int taken = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                budget.Deposit();
                if (budget.TryTake(out double _)) Interlocked.Increment(ref taken);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        while (budget.TryTake(out _)) taken++;

        taken.Should().Be(Threads * Each / 2);
    }

    [Test]
    public void It_agrees_with_a_naive_bucket_for_any_sequence()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            RetryBudgetPolicy policy = Any(random);
            var budget = new RetryBudget(policy);
            var naive = new NaiveBudget(policy.Initial, policy.Capacity, policy.DepositPerSuccess, policy.Cost);
            for (int i = 0; i < 500; i++)
            {
                switch (random.Next(10))
                {
                    case < 6:
                        budget.Deposit();
                        naive.Deposit();
                        break;
                    case < 9:
                        if (naive.IsAtTheEdge) continue;
                        budget.TryTake(out _).Should().Be(naive.TryTake(), "seed {0}, step {1}, {2}", seed, i, policy);
                        break;
                    default:
                        budget.GiveBack();
                        naive.GiveBack();
                        break;
                }

                if (i % 7 == 0) budget.Tokens.Should().BeApproximately(naive.Tokens, 1e-6, "seed {0}, step {1}, {2}", seed, i, policy);
            }
        }
    }

    [Test]
    public void Calls_stay_below_1_plus_r_plus_B_over_n_times_the_first_calls()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            RetryBudgetPolicy policy = Any(random) with { Cost = 1 };
            var budget = new RetryBudget(policy);
            double failureShare = random.NextDouble();
            int firsts = 0, calls = 0;
            for (int i = 0; i < 2000; i++)
            {
                firsts++;
                calls++;
                while (random.NextDouble() < failureShare && budget.TryTake(out _)) calls++;
                if (random.NextDouble() >= failureShare) budget.Deposit();
                calls.Should().BeLessThanOrEqualTo(
                    (int)Math.Floor((firsts * (1 + policy.DepositPerSuccess)) + policy.Initial + 1e-3), "seed {0}, first calls {1}, {2}", seed, firsts, policy);
            }
        }
    }

    [Test]
    public void Deposits_that_nearly_make_a_token_do_not_pay_for_a_retry_again_and_again()
    {
        var budget = new RetryBudget(new RetryBudgetPolicy { Initial = 0, DepositPerSuccess = 0.0999 });
        int retries = 0;
        for (int i = 1; i <= 100_000; i++)
        {
            budget.Deposit();
            if (budget.TryTake(out _)) retries++;
        }

        retries.Should().BeLessThanOrEqualTo(9990, "100,000 successes are worth 9,990 tokens");
    }

    [Test]
    public void A_million_deposits_of_a_tenth_lose_no_token_to_rounding()
    {
        var budget = new RetryBudget(new RetryBudgetPolicy { Initial = 0 });
        int retries = 0;
        for (int i = 0; i < 1_000_000; i++)
        {
            budget.Deposit();
            if (budget.TryTake(out _)) retries++;
        }

        retries.Should().BeInRange(99_999, 100_000);
    }

    private static RetryBudgetPolicy Any(Random random)
    {
        double capacity = 1 + random.Next(30);
        return new RetryBudgetPolicy
        {
            Capacity = capacity,
            Initial = random.Next((int)capacity + 1),
            DepositPerSuccess = random.Next(3) == 0 ? random.NextDouble() : random.Next(11) / 10.0,
            Cost = Math.Min(capacity, 0.25 * (1 + random.Next(8))),
        };
    }
}
