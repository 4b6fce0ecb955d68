using System.Collections;

namespace WorkflowResilience.Analysis;

/// <summary>Lists one behind the other, read where they are.</summary>
internal sealed class JoinedList<T>(params IReadOnlyList<T>[] lists) : IReadOnlyList<T>
{
    public int Count => lists.Sum(list => list.Count);

    public T this[int index]
    {
        get
        {
            int list = 0;
            for (; index >= lists[list].Count; list++) index -= lists[list].Count;
            return lists[list][index];
        }
    }

    public IEnumerator<T> GetEnumerator() => lists.SelectMany(list => list).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
