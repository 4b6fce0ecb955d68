using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Analysis.History;

/// <summary>Failures that come by chance at a rate that follows the hour: a Poisson process by thinning, the same for the same seed.</summary>
internal static class SteadyNoise
{
    internal static readonly FrequencyPlan Plan = new FailureHistoryOptions().ToPlan();

    internal static readonly double[] Rates = [0.1, 1, 10, 100, 1000];

    /// <summary>The milliseconds at which failures come.</summary>
    /// <param name="seed">Of the generator.</param>
    /// <param name="perHour">The highest rate.</param>
    /// <param name="from">The first millisecond.</param>
    /// <param name="to">The last.</param>
    /// <param name="share">The share of the highest rate at a time; null for all of it.</param>
    internal static IEnumerable<long> Times(int seed, double perHour, double from, double to, Func<double, double>? share = null)
    {
        var random = new Random(seed);
        double mean = TimeSpan.MillisecondsPerHour / perHour;
        for (double time = from - (mean * Math.Log(1 - random.NextDouble())); time < to; time -= mean * Math.Log(1 - random.NextDouble()))
        {
            if (share is null || random.NextDouble() < share(time)) yield return (long)time;
        }
    }

    /// <summary>The rate of a day: highest at noon, <paramref name="night"/> of that at midnight.</summary>
    internal static Func<double, double> DayAndNight(double night) =>
        time => (1 + night + ((1 - night) * -Math.Cos(2 * Math.PI * time / TimeSpan.MillisecondsPerDay))) / 2;
}
