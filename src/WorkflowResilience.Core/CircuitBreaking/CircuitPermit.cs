namespace WorkflowResilience;

/// <summary>
/// Leave to make one call. Its word is the breaker's state word at the moment it was given (state and generation), so whether its result still counts is one comparison.
/// </summary>
/// <remarks>The default value stands for "no breaker": giving it back changes nothing. Each permit is given back once, by success, failure or release.</remarks>
internal readonly struct CircuitPermit
{
    internal CircuitPermit(long word, long lease)
    {
        Word = word;
        Lease = lease;
    }

    /// <summary>The state word under which it was given; 0 for no breaker.</summary>
    internal long Word { get; }

    /// <summary>The probe's lease; 0 for a permit of a closed circuit.</summary>
    internal long Lease { get; }
}
