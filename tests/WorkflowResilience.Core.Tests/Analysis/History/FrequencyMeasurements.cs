using System.Globalization;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

/// <summary>What the thresholds were chosen by: how often steady noise is taken for a rise, and how long a rise goes unnoticed. Prints its tables.</summary>
[TestFixture]
public sealed class FrequencyMeasurements
{
    private const int Seeds = 20;
    private const double Month = 30.0 * TimeSpan.MillisecondsPerDay;
    private const double Past = 14.0 * TimeSpan.MillisecondsPerDay;
    private const double Week = 7.0 * TimeSpan.MillisecondsPerDay;

    [Test]
    public void Steady_noise_of_a_month_is_not_a_rise()
    {
        foreach (double rate in SteadyNoise.Rates) Print("steady", rate, Raises(rate, null)).Should().Be(0, "{0} an hour is steady", rate);
    }

    // The first morning after a start at night is a rise of a kind: nothing else is known yet.
    [TestCase(0.5, 0)]
    [TestCase(0.2, 1)]
    public void Days_and_nights_are_not_rises(double night, int learnt)
    {
        foreach (double rate in SteadyNoise.Rates)
            Print(string.Create(CultureInfo.InvariantCulture, $"nights at {night} of the day"), rate, Raises(rate, SteadyNoise.DayAndNight(night), learnt)).Should().Be(0, "{0} an hour by day is usual", rate);
    }

    [TestCase(5)]
    [TestCase(20)]
    public void A_rise_is_noticed(int times)
    {
        foreach (double rate in SteadyNoise.Rates)
        {
            double[] hours = [.. Enumerable.Range(0, Seeds).Select(seed => HoursToNotice(seed, rate, times)).Order()];
            Out(string.Create(CultureInfo.InvariantCulture, $"{times} x of {rate,6}/h: noticed {hours.Count(double.IsFinite)} of {Seeds}, hours: least {hours[0]:F2}, median {hours[Seeds / 2]:F2}, most {hours[^1]:F2}"));
            // At 0.1 an hour a week of five times as many has 84 failures, and the two weeks before it 34: chance may hide that.
            hours.Count(double.IsFinite).Should().BeGreaterThanOrEqualTo(rate < 1 && times < 10 ? Seeds - 2 : Seeds);
        }
    }

    [TestCase(2.5)]
    [TestCase(3)]
    [TestCase(4)]
    public void A_rate_about_the_threshold_does_not_flap(double times)
    {
        foreach (double rate in SteadyNoise.Rates)
        {
            int changes = Enumerable.Range(0, Seeds).Sum(seed => Changes(seed, rate, times));
            Out(string.Create(CultureInfo.InvariantCulture, $"{times} x of {rate,6}/h for a week: {changes / (double)(Seeds * 7):F3} changes a day"));
            (changes / (double)(Seeds * 7)).Should().BeLessThan(3);
        }
    }

    private static int Raises(double rate, Func<double, double>? share, int learnt = 0)
    {
        int raises = 0;
        Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var watch = new FrequencyWatch(0, 0);
            int found = 0;
            foreach (long time in SteadyNoise.Times(seed, rate, 0, Month, share))
            {
                if (watch.Count(time, SteadyNoise.Plan) == RateChange.Raised && time >= learnt * TimeSpan.MillisecondsPerDay) found++;
            }

            Interlocked.Add(ref raises, found);
        });
        return raises;
    }

    private static double HoursToNotice(int seed, double rate, int times)
    {
        FrequencyWatch watch = After(seed, rate);
        foreach (long time in SteadyNoise.Times(seed + 1000, rate * times, Past, Past + Week))
        {
            if (watch.Count(time, SteadyNoise.Plan) == RateChange.Raised) return (time - Past) / TimeSpan.MillisecondsPerHour;
        }

        return double.PositiveInfinity;
    }

    private static int Changes(int seed, double rate, double times)
    {
        FrequencyWatch watch = After(seed, rate);
        return SteadyNoise.Times(seed + 1000, rate * times, Past, Past + Week).Count(time => watch.Count(time, SteadyNoise.Plan) != RateChange.None);
    }

    private static FrequencyWatch After(int seed, double rate)
    {
        var watch = new FrequencyWatch(0, 0);
        foreach (long time in SteadyNoise.Times(seed, rate, 0, Past)) watch.Count(time, SteadyNoise.Plan);
        return watch;
    }

    private static int Print(string what, double rate, int raises)
    {
        Out(string.Create(CultureInfo.InvariantCulture, $"{what}, {rate,6}/h: {raises} raised in {Seeds} months, {raises / (double)Seeds:F2} a month"));
        return raises;
    }

    private static void Out(string line) => TestContext.Out.WriteLine(line);
}
