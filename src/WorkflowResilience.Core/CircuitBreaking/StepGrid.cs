namespace WorkflowResilience;

/// <summary>The fixed grid that cuts time into steps: step number n is [n · length, (n + 1) · length), up to a constant.</summary>
/// <remarks>
/// Dividing by a variable would cost more than all else a success does, so the quotient is taken by the reciprocal and corrected by one where that falls short.
/// </remarks>
internal readonly struct StepGrid
{
    private readonly ulong _length;
    private readonly ulong _reciprocal;
    private readonly long _shift;

    internal StepGrid(long length)
    {
        _length = (ulong)length;
        _reciprocal = ulong.MaxValue / _length;
        // A whole number of steps that makes every timestamp of ±2⁶² positive without moving the grid.
        _shift = (1L << 62) / length * length;
    }

    /// <summary>The number of the step a moment lies in. Never negative; later moments never have smaller numbers.</summary>
    internal long Step(long now)
    {
        ulong time = (ulong)(now + _shift);
        ulong step = Math.BigMul(time, _reciprocal, out _);
        return (long)(time - (step * _length) >= _length ? step + 1 : step);
    }
}
