namespace WorkflowResilience;

/// <summary>One of the calls of a hedged attempt.</summary>
internal sealed class HedgeLeg<T>(Attempt<T> attempt, int hedge)
{
    internal Attempt<T> Attempt = attempt;

    // The slot serves others when this call has ended.
    private readonly AttemptSlot _slot = attempt.Slot!;
    private readonly long _turn = attempt.Slot!.Turn;

    /// <summary>Which hedge it is, from 1; 0 for the first call.</summary>
    internal int Hedge { get; } = hedge;

    /// <summary>Whether it has ended or was abandoned before the attempt was decided.</summary>
    internal bool IsOver { get; set; }

    internal bool HoldsBulkhead { get; set; }

    internal bool HoldsHostPlace { get; set; }

    /// <summary>Cancels the call, unless it has ended.</summary>
    internal void Cancel() => _slot.Cancel(_turn);
}
