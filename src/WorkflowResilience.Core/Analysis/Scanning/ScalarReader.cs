using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>One place at a time, where there are no vector registers.</summary>
internal readonly struct ScalarReader : IBlockReader
{
    public static void Hash(ref byte block, int shift, ref ushort hashes)
    {
        for (int place = 0; place < Sieve.Block; place++)
            Unsafe.Add(ref hashes, (place / 2) + (place % 2 * (Sieve.Block / 2))) = (ushort)(GramHash.Of(Gram.At(ref Unsafe.Add(ref block, place))) >> shift);
    }

    public static uint ShortPlaces(ref byte block, ref byte groups)
    {
        uint places = 0;
        for (int place = 0; place < Sieve.Block; place++)
        {
            int possible = byte.MaxValue;
            for (int position = 0; position < ShortSieve.MaxLength; position++)
            {
                byte value = Unsafe.Add(ref block, place + position);
                possible &= Unsafe.Add(ref groups, ShortSieve.LowTable(position) + (value & 0xF)) & Unsafe.Add(ref groups, ShortSieve.HighTable(position) + (value >> 4));
            }

            if (possible != 0) places |= 1u << place;
        }

        return places;
    }
}
