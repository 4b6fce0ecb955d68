using System.Runtime.InteropServices;

namespace WorkflowResilience.Time;

/// <summary>A reference that has a cache line to itself, also in the first cell of an array, whose length every access reads.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedCell
{
    [FieldOffset(64)]
    public object? Item;
}
