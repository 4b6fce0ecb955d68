using System.Buffers;

namespace WorkflowResilience.Analysis;

/// <summary>The masked text as it grows, in a rented array.</summary>
internal ref struct MaskBuffer(int capacity)
{
    private char[] _text = ArrayPool<char>.Shared.Rent(Math.Max(64, capacity));
    private int _length;

    internal readonly ReadOnlySpan<char> Written => _text.AsSpan(0, _length);

    internal void Append(scoped ReadOnlySpan<char> text)
    {
        if (_length + text.Length > _text.Length) Grow(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    internal void Append(char c)
    {
        if (_length == _text.Length) Grow(1);
        _text[_length++] = c;
    }

    internal void Shorten(int by) => _length -= by;

    internal readonly void Return() => ArrayPool<char>.Shared.Return(_text, clearArray: true);

    private void Grow(int more)
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(_text.Length * 2, _length + more));
        Written.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_text, clearArray: true);
        _text = larger;
    }
}
