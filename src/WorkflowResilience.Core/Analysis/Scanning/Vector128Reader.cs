using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace WorkflowResilience.Analysis;

/// <summary>Registers of sixteen bytes: those of arm64, and of older machines with x64.</summary>
internal readonly struct Vector128Reader : IBlockReader
{
    private const int Half = Sieve.Block / 2;

    internal static bool IsSupported => BitConverter.IsLittleEndian && (Ssse3.IsSupported || AdvSimd.Arm64.IsSupported);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Hash(ref byte block, int shift, ref ushort hashes)
    {
        for (nuint half = 0; half < Sieve.Block; half += Half)
        {
            Vector128.ShiftRightLogical(Hashes(ref block, half), shift).StoreUnsafe(ref hashes, half / 2);
            Vector128.ShiftRightLogical(Hashes(ref block, half + 1), shift).StoreUnsafe(ref hashes, (half + Sieve.Block) / 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ShortPlaces(ref byte block, ref byte groups) => HalfOfPlaces(ref block, ref groups) | (HalfOfPlaces(ref Unsafe.Add(ref block, Half), ref groups) << Half);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Hashes(ref byte block, nuint from)
    {
        Vector128<ushort> fold = Vector128.Create(GramHash.HalfFold);
        Vector128<ushort> low = Vector128.LoadUnsafe(ref block, from).AsUInt16() | fold, high = Vector128.LoadUnsafe(ref block, from + 2).AsUInt16() | fold;
        return (low * Vector128.Create(GramHash.First)) + (high * Vector128.Create(GramHash.Second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HalfOfPlaces(ref byte block, ref byte groups)
    {
        Vector128<byte> possible = Possible(ref block, ref groups, 0) & Possible(ref block, ref groups, 1) & Possible(ref block, ref groups, 2);
        return (ushort)~Vector128.Equals(possible, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Possible(ref byte block, ref byte groups, int position)
    {
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref block, (nuint)position);
        return Lookup(Vector128.LoadUnsafe(ref groups, (nuint)ShortSieve.LowTable(position)), bytes & Vector128.Create((byte)0xF))
            & Lookup(Vector128.LoadUnsafe(ref groups, (nuint)ShortSieve.HighTable(position)), Vector128.ShiftRightLogical(bytes, 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Lookup(Vector128<byte> table, Vector128<byte> indices) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(table, indices) : AdvSimd.Arm64.VectorTableLookup(table, indices);
}
