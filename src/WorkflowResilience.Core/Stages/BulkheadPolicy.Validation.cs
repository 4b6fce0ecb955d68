using System.Globalization;

namespace WorkflowResilience;

public sealed partial record BulkheadPolicy
{
    /// <summary>All that is wrong with the bulkhead.</summary>
    /// <param name="path">The member that holds it.</param>
    internal IEnumerable<string> Problems(string path)
    {
        if (MaxConcurrent is < 1 or > 100_000)
            yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MaxConcurrent is {MaxConcurrent}; it must be from 1 to 100000.");
        if (MaxQueued is < 0 or > 1_000_000)
            yield return string.Create(CultureInfo.InvariantCulture, $"{path}.MaxQueued is {MaxQueued}; it must be from 0 (refuse at once) to 1000000.");
    }
}
