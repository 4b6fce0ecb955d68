using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>The bytes that objects take on a 64-bit heap, the header included, rounded up to 8 as the heap does. Tests compare them with the heap.</summary>
internal static class ObjectSize
{
    /// <summary>A <see cref="RememberedFailure"/> without what it refers to.</summary>
    internal const int Failure = 360;

    /// <summary>A <see cref="CountBucket"/>.</summary>
    internal const int Bucket = 64;

    /// <summary>A stage's <see cref="FrequencyWatch"/> as an object.</summary>
    internal const int StageRate = 16 + 200;

    /// <summary>A place of a <see cref="RecentTable{TKey, TValue}"/>: node, pair and share of the dictionary, while it is half empty at the worst.</summary>
    internal const int RecentPlace = 160;

    private const int Header = 24;

    internal static int Of(string? text) => text is null ? 0 : Aligned(22 + (2 * text.Length));

    internal static int OfArray<T>(int length) => Aligned(Header + (length * Unsafe.SizeOf<T>()));

    /// <summary>What a dictionary takes for each place: hash, next, key and value, and an index.</summary>
    internal static int OfPlace<TKey, TValue>() => Aligned(8 + Unsafe.SizeOf<TKey>() + Unsafe.SizeOf<TValue>()) + 4;

    private static int Aligned(int bytes) => (bytes + 7) & ~7;
}
