using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

[TestFixture]
public sealed class FailureHistoryModelTests
{
    [Test]
    public void What_is_remembered_is_what_a_list_says([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        FailureHistoryOptions options = new() { MaxOccurrences = random.Next(1, 20), MaxAge = TimeSpan.FromHours(random.Next(1, 50)) };
        var bench = new HistoryBench(options);
        var naive = new NaiveHistory(options.MaxAge);
        DateTimeOffset start = bench.Time.GetUtcNow();
        _ = bench.History;
        for (int i = 0; i < 600; i++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(random.Next(30) == 0 ? random.Next(5000) : random.Next(20)));
            int number = (int)(30 * Math.Pow(random.NextDouble(), 3));
            SeenFailure seen = bench.Seen(number, (ulong)number % 5);
            naive.Record(seen.Fingerprint, bench.Time.Elapsed, seen.FailureId);
            bench.History.Record(seen).Recurrence.Count.Should().Be(naive.Count(seen.Fingerprint), "seed {0}, failure {1}", seed, i);
            string[] remembered = naive.Remembered(bench.Time.Elapsed);
            for (int other = 0; other < 30; other++)
            {
                string fingerprint = HistoryBench.Fingerprint(other);
                FailureRecurrence? found = bench.History.Find(fingerprint);
                (found is not null).Should().Be(remembered.Contains(fingerprint), "seed {0}, failure {1}, fingerprint {2}", seed, i, other);
                if (found is null) continue;
                found.Count.Should().Be(naive.Count(fingerprint));
                found.FirstSeen.Should().Be(start + naive.First(fingerprint));
                found.LastSeen.Should().Be(start + naive.Last(fingerprint));
                bench.History.Occurrences(fingerprint).Select(o => o.FailureId).Should().Equal(naive.Failures(fingerprint, options.MaxOccurrences), "seed {0}, failure {1}", seed, i);
            }

            string[] top = [.. bench.History.Top(30).Select(f => f.Fingerprint)];
            top.Should().BeEquivalentTo(remembered);
            top.Select(naive.Count).Should().BeInDescendingOrder("seed {0}, failure {1}", seed, i);
            bench.History.Similar(seen.Fingerprint).Select(f => f.Fingerprint).Should().BeEquivalentTo(
                remembered.Where(f => f != seen.Fingerprint && Convert.ToInt32(f[4..], 16) % 5 == number % 5), "seed {0}, failure {1}", seed, i);
        }
    }

    [Test]
    public void A_count_is_never_too_low_and_too_high_by_its_overcount_at_most_and_the_frequent_stay([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        var bench = new HistoryBench(new FailureHistoryOptions { MaxBytes = 100_000, MaxOccurrences = 1 });
        Dictionary<string, long> truth = new(StringComparer.Ordinal);
        int least = int.MaxValue;
        const int Failures = 20_000;
        for (int i = 0; i < Failures; i++)
        {
            // Half are met once, the others follow a law of powers.
            long number = random.Next(2) == 0 ? 1_000_000 + i : (long)(2000 * Math.Pow(random.NextDouble(), 6));
            SeenFailure seen = bench.Seen(number);
            truth[seen.Fingerprint] = truth.GetValueOrDefault(seen.Fingerprint) + 1;
            FailureRecurrence found = bench.History.Record(seen).Recurrence;
            found.Count.Should().BeGreaterThanOrEqualTo(truth[seen.Fingerprint], "seed {0}, failure {1}", seed, i);
            (found.Count - found.Overcount).Should().BeLessThanOrEqualTo(truth[seen.Fingerprint], "seed {0}, failure {1}", seed, i);
            if (bench.History.Evicted > 0) least = Math.Min(least, bench.History.Fingerprints);
            bench.History.Bytes.Should().BeLessThanOrEqualTo(100_000);
        }

        bench.History.Evicted.Should().BeGreaterThan(1000);
        string[] frequent = [.. truth.Where(t => t.Value > Failures / least).Select(t => t.Key)];
        frequent.Should().NotBeEmpty();
        frequent.Where(f => bench.History.Find(f) is null).Should().BeEmpty("seed {0}: {1} are kept at least", seed, least);
    }
}
