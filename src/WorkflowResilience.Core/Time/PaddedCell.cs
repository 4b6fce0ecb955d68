using System.Runtime.InteropServices;

namespace WorkflowResilience.Time;

/// <summary>A reference that has a cache line to itself.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct PaddedCell
{
    [FieldOffset(0)]
    public object? Item;
}
