using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>Some failures of one family in the order of their counts, the most frequent first, without memory of their own.</summary>
internal struct FailureRelatives
{
    internal const int Limit = 8;

    private Places _places;

    internal int Count { get; private set; }

    internal readonly RememberedFailure this[int index] => _places[index]!;

    /// <summary>The members of a family that were first seen last, but for one of them.</summary>
    internal static FailureRelatives Of(RememberedFailure failure, RememberedFailure? newest)
    {
        FailureRelatives relatives = default;
        for (RememberedFailure? next = newest; next is not null && relatives.Count < Limit; next = next.Link(ChainKind.Family).After)
        {
            if (next != failure) relatives.Insert(next);
        }

        return relatives;
    }

    private void Insert(RememberedFailure failure)
    {
        int place = Count++;
        for (; place > 0 && _places[place - 1]!.Count < failure.Count; place--) _places[place] = _places[place - 1];
        _places[place] = failure;
    }

    [InlineArray(Limit)]
    private struct Places
    {
        private RememberedFailure? _first;
    }
}
