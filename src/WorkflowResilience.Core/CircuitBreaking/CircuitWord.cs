namespace WorkflowResilience;

/// <summary>State and generation in one word: two bits of state below a generation that grows with every transition. Never zero.</summary>
internal static class CircuitWord
{
    private const int StateBits = 2;

    /// <summary>Closed, generation 1.</summary>
    internal const long First = (1L << StateBits) | (long)CircuitState.Closed;

    internal static CircuitState State(long word) => (CircuitState)(word & ((1L << StateBits) - 1));

    internal static long Generation(long word) => word >> StateBits;

    internal static long Next(long word, CircuitState state) => ((Generation(word) + 1) << StateBits) | (long)state;
}
