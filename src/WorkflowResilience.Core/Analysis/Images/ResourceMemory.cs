using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>A resource of an assembly where the system has mapped it: what nobody reads takes no memory.</summary>
internal sealed unsafe class ResourceMemory : MemoryManager<byte>
{
    // Keeps the assembly, and with it the memory.
    private readonly UnmanagedMemoryStream _stream;
    private readonly byte* _first;
    private readonly int _length;

    private ResourceMemory(UnmanagedMemoryStream stream)
    {
        _stream = stream;
        _first = stream.PositionPointer;
        _length = checked((int)stream.Length);
    }

    /// <summary>The resource with a name.</summary>
    internal static ReadOnlyMemory<byte> Of(string name)
    {
        Stream stream = typeof(ResourceMemory).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        if (stream is UnmanagedMemoryStream mapped) return new ResourceMemory(mapped).Memory;
        using (stream)
        {
            byte[] copy = new byte[stream.Length];
            stream.ReadExactly(copy);
            return copy;
        }
    }

    public override Span<byte> GetSpan() => new(_first, _length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_first + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _stream.Dispose();
    }
}
