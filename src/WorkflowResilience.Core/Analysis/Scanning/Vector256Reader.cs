using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace WorkflowResilience.Analysis;

/// <summary>Registers of thirty-two bytes: a block at once.</summary>
internal readonly struct Vector256Reader : IBlockReader
{
    internal static bool IsSupported => Avx2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hash(ref byte block, int shift, ref ushort hashes)
    {
        Vector256.ShiftRightLogical(Hashes(ref block, 0), shift).StoreUnsafe(ref hashes);
        Vector256.ShiftRightLogical(Hashes(ref block, 1), shift).StoreUnsafe(ref hashes, Sieve.Block / 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ShortPlaces(ref byte block, ref byte groups)
    {
        Vector256<byte> possible = Possible(ref block, ref groups, 0) & Possible(ref block, ref groups, 1) & Possible(ref block, ref groups, 2);
        return ~Vector256.Equals(possible, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Hashes(ref byte block, nuint from)
    {
        Vector256<ushort> fold = Vector256.Create(GramHash.HalfFold);
        Vector256<ushort> low = Vector256.LoadUnsafe(ref block, from).AsUInt16() | fold, high = Vector256.LoadUnsafe(ref block, from + 2).AsUInt16() | fold;
        return (low * Vector256.Create(GramHash.First)) + (high * Vector256.Create(GramHash.Second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Possible(ref byte block, ref byte groups, int position)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref block, (nuint)position);
        return Avx2.Shuffle(Twice(ref groups, ShortSieve.LowTable(position)), bytes & Vector256.Create((byte)0xF))
            & Avx2.Shuffle(Twice(ref groups, ShortSieve.HighTable(position)), Vector256.ShiftRightLogical(bytes, 4));
    }

    // A shuffle looks up within each half of the register.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Twice(ref byte groups, int table)
    {
        Vector128<byte> once = Vector128.LoadUnsafe(ref groups, (nuint)table);
        return Vector256.Create(once, once);
    }
}
