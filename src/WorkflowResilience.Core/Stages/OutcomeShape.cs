using System.Runtime.CompilerServices;

namespace WorkflowResilience;

/// <summary>
/// What the caller of an execution gets: the value or an exception, or the outcome. Structures, so that one loop is compiled for each and no second
/// asynchronous method stands between the loop and its caller.
/// </summary>
/// <typeparam name="T">The delegate's result.</typeparam>
/// <typeparam name="TOut">What the caller gets.</typeparam>
internal interface IOutcomeShape<T, TOut>
{
    /// <summary>Whether anything but a success is thrown, so that a bad result has no owner.</summary>
    static abstract bool Throws { get; }

    static abstract TOut OfFirst(T value);

    static abstract TOut Of(in StageOutcome<T> outcome);
}

internal readonly struct ValueShape<T> : IOutcomeShape<T, T>
{
    public static bool Throws => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T OfFirst(T value) => value;

    public static T Of(in StageOutcome<T> outcome) => outcome.GetValueOrThrow();
}

internal readonly struct OutcomeShape<T> : IOutcomeShape<T, StageOutcome<T>>
{
    public static bool Throws => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StageOutcome<T> OfFirst(T value) => new(value, 1, null);

    public static StageOutcome<T> Of(in StageOutcome<T> outcome) => outcome;
}

internal readonly struct VoidOutcomeShape : IOutcomeShape<Nothing, StageOutcome>
{
    public static bool Throws => false;

    public static StageOutcome OfFirst(Nothing value) => new(new StageOutcome<Nothing>(value, 1, null));

    public static StageOutcome Of(in StageOutcome<Nothing> outcome) => new(outcome);
}
