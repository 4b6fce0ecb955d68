namespace WorkflowResilience.Analysis;

/// <summary>How a block of places is read: one way for each width of registers, chosen when the scanner is made, so that only one is compiled.</summary>
internal interface IBlockReader
{
    /// <summary>Hashes the grams of a block's places: first those with even numbers, then the others, as a register loaded as pairs of bytes has every second place.</summary>
    /// <param name="block">The first place; there are as many bytes more as a gram needs.</param>
    /// <param name="shift">How many of the hash's lowest bits are left out.</param>
    /// <param name="hashes">Room for as many as there are places.</param>
    static abstract void Hash(ref byte block, int shift, ref ushort hashes);

    /// <summary>The places at which every position of some group's short needles has a byte that it may have; bit 0 is the first.</summary>
    /// <param name="block">The first place.</param>
    /// <param name="groups">The tables of <see cref="ShortSieve"/>.</param>
    static abstract uint ShortPlaces(ref byte block, ref byte groups);
}
