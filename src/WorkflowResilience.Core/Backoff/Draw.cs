namespace WorkflowResilience;

/// <summary>
/// Random numbers without state: a draw depends only on what it is for, so it is the same under any interleaving of threads and can be computed again.
/// </summary>
/// <remarks>The mixer is the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Not for secrets.</remarks>
public static class Draw
{
    /// <summary>The purpose of the draw that jitters a backoff wait.</summary>
    public const int Backoff = 1;

    /// <summary>The purpose of the draw that spreads the end of a wait that a server asked for.</summary>
    public const int ServerDelay = 2;

    /// <summary>The purpose of the draw that jitters a circuit's open time.</summary>
    public const int OpenTime = 3;

    /// <summary>The purpose of the bits that make failure ids and idempotency keys.</summary>
    public const int Identity = 4;

    /// <summary>The purpose of the draw that decides whether a throttle turns a call away.</summary>
    public const int Throttle = 5;

    /// <summary>The purpose of the draw that decides whether an attempt is made to find out whether it helps.</summary>
    public const int Exploration = 6;

    /// <summary>The first purpose that is free for hosts; fault injection and tests use it and above.</summary>
    public const int Host = 1000;

    /// <summary>A number from [0, 1).</summary>
    /// <param name="seed">The seed of the runner.</param>
    /// <param name="number">The number of the run or execution; <see cref="Number"/> makes one from a text.</param>
    /// <param name="stage">The number of the stage's name.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="purpose">What it is for: draws for different purposes are independent.</param>
    /// <returns>A multiple of 2⁻⁵³ in [0, 1).</returns>
    public static double Unit(ulong seed, ulong number, ulong stage, int attempt, int purpose) =>
        (Bits(seed, number, stage, attempt, purpose) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Sixty-four random bits.</summary>
    /// <param name="seed">The seed of the runner.</param>
    /// <param name="number">The number of the run or execution.</param>
    /// <param name="stage">The number of the stage's name.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="purpose">What it is for.</param>
    /// <returns>The bits.</returns>
    public static ulong Bits(ulong seed, ulong number, ulong stage, int attempt, int purpose)
    {
        ulong x = Mix(seed + 0x9E3779B97F4A7C15UL);
        x = Mix(x ^ number);
        x = Mix(x ^ stage);
        return Mix(x ^ (((ulong)(uint)purpose << 32) | (uint)attempt));
    }

    /// <summary>A number for a text, the same in every process: 64-bit FNV-1a over its UTF-16 units.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number.</returns>
    public static ulong Number(ReadOnlySpan<char> text)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (char c in text) hash = (hash ^ c) * 0x100000001B3UL;
        return hash;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
