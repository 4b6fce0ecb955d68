using System.Collections;

namespace WorkflowResilience.Analysis;

/// <summary>Some neighbours of a list, read where they are.</summary>
internal sealed class ListPart<T>(IReadOnlyList<T> list, int first, int count) : IReadOnlyList<T>
{
    public int Count => count;

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count, nameof(index));
            return list[first + index];
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
