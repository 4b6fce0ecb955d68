using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>
/// Four bytes in a row as one number, first byte lowest, with bit 5 of each set: letters lose their case, and a few other bytes become one; the comparison that follows tells
/// them apart.
/// </summary>
internal static class Gram
{
    internal const int Length = 4;
    internal const uint Fold = 0x20202020;

    // Of the bytes of logs, with bit 5 set, from the most to the least common; what is not named is the rarest.
    private static ReadOnlySpan<byte> Common => " etroasnicdl-.up:m02hf/g1by3*54vk6w978\u007Fx=,'z\")({}jq`|!#><;~?%&$+"u8;

    // Pairs of letters that stand together far more often than chance would have it.
    private static ReadOnlySpan<byte> CommonPairs =>
        "er or in re on es st te ed ro ti at co le se rr th ce de it il io en to an ne et ng ta he ec nt li ai ou ac un me is al no ex ss as ra ar ct fa fo ot ma ur om nd ca "u8
        + "ea ve tr ch pe us ut od lo oc ck pa na ad po ge ic im pr ep mo si ns tt em fi ts ke ry ul el nn ap so mi ha ni vi os ll am ho ri pt la gi da rt ld qu ht tp ru ag ue "u8
        + "id rc pl nc np "u8;

    private const int PairBonus = 16;

    private static readonly byte[] s_rarity = Rarities();
    private static readonly byte[] s_together = Together();

    /// <summary>The gram at a place; behind the end of the text there are blanks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint At(ReadOnlySpan<byte> text, int at) =>
        at <= text.Length - Length ? BinaryPrimitives.ReadUInt32LittleEndian(text[at..]) | Fold : AtEnd(text[at..]);

    /// <summary>The gram at a place with at least four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint At(ref byte at)
    {
        uint gram = Unsafe.ReadUnaligned<uint>(ref at);
        return (BitConverter.IsLittleEndian ? gram : BinaryPrimitives.ReverseEndianness(gram)) | Fold;
    }

    /// <summary>How rare the gram is in logs, roughly, in eighths of a bit.</summary>
    internal static int Rarity(uint gram) =>
        s_rarity[(byte)gram] + s_rarity[(byte)(gram >> 8)] + s_rarity[(byte)(gram >> 16)] + s_rarity[gram >> 24]
        - s_together[Pair(gram)] - s_together[Pair(gram >> 8)] - s_together[Pair(gram >> 16)];

    private static int Pair(uint gram) => (int)(gram & 0x1F) | (int)((gram & 0x1F00) >> 3);

    private static uint AtEnd(ReadOnlySpan<byte> rest)
    {
        uint gram = 0;
        for (int i = 0; i < rest.Length; i++) gram |= (uint)rest[i] << (8 * i);
        return gram | Fold;
    }

    private static byte[] Rarities()
    {
        // Counted over failure messages: 3.2 bits for a blank, about an eighth of a bit more for each byte that follows in the order.
        byte[] rarities = new byte[256];
        Array.Fill(rarities, (byte)100);
        for (int i = 0; i < Common.Length; i++) rarities[Common[i]] = (byte)(26 + i);
        return rarities;
    }

    // By the lowest five bits of each, which makes a few other pairs of bytes common as well; they are rare in any case.
    private static byte[] Together()
    {
        byte[] together = new byte[1024];
        for (int i = 0; i < CommonPairs.Length; i += 3) together[Pair(CommonPairs[i] | ((uint)CommonPairs[i + 1] << 8))] = PairBonus;
        return together;
    }
}
