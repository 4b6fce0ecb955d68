using System.Globalization;

namespace WorkflowResilience.Argo;

public sealed partial class RetryWhen
{
    /// <summary>Conditions on how often was retried so far: 0 when the first attempt has ended.</summary>
    public static class Retries
    {
        /// <summary>Fewer than this. It narrows <c>limit</c>, it does not replace it: without a limit Argo ignores the waits.</summary>
        /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
        public static RetryWhen LessThan(int count)
        {
            if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), count, "At least 1: there are never fewer than 0 retries, so nothing would be retried.");
            return new RetryWhen(string.Create(CultureInfo.InvariantCulture, $"asInt(retries) < {count}"), facts => facts.Retries < count);
        }
    }
}
