namespace WorkflowResilience.Tests.Stages;

/// <summary>Texts that a person has read and approved.</summary>
[TestFixture]
public sealed class StagePolicyExplanationTests
{
    private const string Clone =
        """
        Attempts   3 at most: the first call and 2 retries.
                   Each may take 10m; all together, waits included, 31m39s.
                   A delegate that does not end in time is abandoned 5s later.
        Waits      30s, then each 2 times the one before, at most 5m; jitter: 10 % less or more.

                     before attempt   earliest   latest    waited in all
                                  2        27s      33s       27s to 33s
                                  3        54s     1m6s   1m21s to 1m39s

        Duration   At worst 31m44s: the total timeout and 5s of grace.
                   Expected when all 3 attempts fail: 1m30s of waits, 31m30s in all if each attempt takes its full time.
        Failures   The first line that matches decides:
                      stop    final failures of executions nested in this one
                    1 retry   Network, Timeout or RateLimited
                    2 retry   HTTP 408, 502, 503 or 504
                    3 stop    Authentication
                    4 stop    HTTP 401 or 403
                      stop    anything else
        Server     A wait that the server asks for is kept, up to 5m; a longer one stops the stage.
        Effect     Not stated: tried again after a timeout, but not when the delegate was abandoned and may still be running.
        Breaker    Opens after 5 failures in a row.
                   Stays open 5m, then lets 3 probes through at a time.
                   2 probes that succeed close it, one that fails opens it again.
                   Failures that a stop condition matched do not count.
        Budget     A success of the stage adds 0.1 token, a retry takes 1; 10 at the start, 20 at most.
                   So n first calls become at most n × (1 + 0.1 + 10/n): 1.2 times as many for n = 100, 1.11 for n = 1000.
        Warnings   None.
        """;

    private const string Everything =
        """
        Attempts   7 at most: the first call and 6 retries.
                   Each may take 1m30s; all together, waits included, 1h.
                   A retry that would have less than 250ms does not begin.
                   A delegate that does not end in time is waited for, however long it takes.
                   The delegate is started on the thread pool.
        Waits      1.5s, then each 1.25 times the one before, at most 2m; jitter: 10 % less or more.

                     before attempt   earliest   latest        waited in all
                                  2      1.35s    1.65s       1.35s to 1.65s
                                  3     1.688s   2.063s     3.038s to 3.713s
                                  4     2.109s   2.578s     5.147s to 6.291s
                                  5     2.637s   3.223s     7.784s to 9.513s
                                  6     3.296s   4.028s   11.079s to 13.542s
                                  7      4.12s   5.035s   15.199s to 18.577s

        Duration   At worst it never ends.
                   Expected when all 7 attempts fail: 16.888s of waits, 10m46.9s in all if each attempt takes its full time.
        Failures   The first line that matches decides:
                    1 retry   Network or Licence-Busy (waits: 1s, then 5s each time; no jitter)
                    2 retry   HTTP 408 or 503
                    3 stop    HTTP 400 to 499
                    4 retry   exception TimeoutException
                    5 retry   exception named "GitException" or "Acme.\"Odd\"\u000aMaxAttempts = 1"
                    6 retry   message with "index.lock"
                    7 retry   what the code "busy licence" recognises (waits: as the code "by queue" computes, at most 9s)
                    8 retry   a result (List<Int32>) that the code "empty" recognises
                    9 stop    any failure
                      retry   anything else whose verdict is transient, by its structure or its texts; the rest stops
        Server     A wait that the server asks for is kept, up to 1m; a longer one stops the stage.
        Effect     Idempotent: tried again also after it was abandoned.
        Hedging    A call that takes longer than 300ms gets another beside it, 2 at most; the first success wins.
        Breaker    Opens after 5 failures in a row, when 50 % of at least 20 calls within 30s fail or when 100 % of at least 20 calls within 30s take longer than 1m.
                   Stays open 1, 1, 2, 3, 5, 8 … times 30s, at most 5m; equal jitter: from half the wait to the whole. Then lets 1 probe through at a time.
                   A probe that succeeds closes it, one that fails opens it again.
                   Failures that a stop condition matched count as well.
                   Never counted: NotFound.
        Budget     A success of any stage with the target "git host" adds 0.1 token, a retry takes 1; 10 at the start, 20 at most.
                   So n first calls become at most n × (1 + 0.1 + 10/n): 1.2 times as many for n = 100, 1.11 for n = 1000.
        Evidence   A retry is not made when those after such failures succeed in less than 5 % (90 % sure); 5 % are made all the same.
                   A failure of unknown verdict is retried when that succeeds in more than 50 %; 2 % are retried to find out.
                   What was seen weighs half after 1d.
        Throttle   Once there are 10 calls in 2m, calls are turned away as far as more are made than 1.5 times those accepted;
                   never more than 75 of 100.
        Bulkhead   4 attempts at once; 10 may wait for a place, one more is refused.
        Warnings   - AbandonGrace is infinite: a delegate that ignores its cancellation holds the caller for ever.
                   - The circuit opens after 5 failures in a row, before the 7 attempts of one execution are used.
                   - UnknownFailures never decides: a condition matches any failure.
        """;

    [Test]
    public void A_preset_reads_like_this() => DefaultPolicies.RepositoryClone.Explain().Should().Be(Clone.ReplaceLineEndings("\n"));

    [Test]
    public void A_policy_with_everything_reads_like_this() => StagePolicyCanonicalTextTests.Everything.Explain().Should().Be(Everything.ReplaceLineEndings("\n"));

    [Test]
    public void A_policy_without_retries_says_little() => new StagePolicy { MaxAttempts = 1 }.Explain().Should().Be(
        """
        Attempts   1: no retry.
                   Each may take 5m; no limit for all together.
                   A delegate that does not end in time is abandoned 5s later.
        Duration   At worst 5m5s: 5m and 5s of grace.
        Breaker    None.
        Warnings   None.
        """.ReplaceLineEndings("\n"));

    [Test]
    public void A_policy_that_is_not_valid_tells_its_problems_instead() =>
        new StagePolicy { MaxAttempts = 0, AbandonGrace = TimeSpan.FromDays(2) }.Explain().Should().Be(
            "The policy is not valid:\n- MaxAttempts is 0; it must be from 1 (no retry) to 1000.\n- AbandonGrace is 2d; it must be from 0s to 1d, or infinite for ever.");

    [Test]
    public void A_long_table_shows_its_beginning_and_its_end()
    {
        string[] lines = new StagePolicy { MaxAttempts = 100, Backoff = BackoffSchedule.Fixed(TimeSpan.FromSeconds(1), Jitter.Equal) }.Explain().Split('\n');

        lines.Where(l => l.Contains(" to ", StringComparison.Ordinal) && l.StartsWith("            ", StringComparison.Ordinal)).Select(l => l.Trim().Split(' ')[0])
            .Should().Equal("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "100");
        lines.Should().Contain(l => l.Trim() == "…");
    }

    [TestCase(11, false)]
    [TestCase(12, false)]
    [TestCase(13, true)]
    public void Rows_are_left_out_only_when_there_are_some_to_leave_out(int attempts, bool leftOut) =>
        new StagePolicy { MaxAttempts = attempts }.Explain().Split('\n').Any(l => l.TrimEnd().EndsWith(" …", StringComparison.Ordinal)).Should().Be(leftOut);

    [Test]
    public void Every_policy_of_a_thousand_random_ones_can_be_explained()
    {
        for (int seed = 1; seed <= 1000; seed++)
        {
            StagePolicy policy = RandomPolicies.Next(new Random(seed));
            policy.Validate().Should().BeEmpty($"seed {seed}");
            policy.Explain().Should().NotContain("  None.\n   ", $"seed {seed}").And.StartWith("Attempts   ", $"seed {seed}");
        }
    }
}
