namespace WorkflowResilience.Argo;

public sealed partial class RetryWhen
{
    /// <summary>Conditions on how long the attempt took, from the creation of its node to its end: time in the queue counts.</summary>
    public static class Duration
    {
        private const string Number = "asFloat(lastRetry.duration)";

        /// <summary>It took less than this.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
        public static RetryWhen LessThan(TimeSpan limit)
        {
            Require(limit);
            return new RetryWhen($"{Number} < {ExprText.Seconds(limit)}", facts => facts.Duration < limit);
        }

        /// <summary>It took this long or longer.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Not positive.</exception>
        public static RetryWhen AtLeast(TimeSpan limit)
        {
            Require(limit);
            return new RetryWhen($"{Number} >= {ExprText.Seconds(limit)}", facts => facts.Duration >= limit);
        }

        private static void Require(TimeSpan limit)
        {
            if (limit <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(limit), limit, "An attempt takes some time: give a positive one, or the condition is always the same.");
        }
    }
}
