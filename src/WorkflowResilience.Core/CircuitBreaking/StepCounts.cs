namespace WorkflowResilience;

/// <summary>The calls of one step of time; ten of them make a ring in which a newer step takes the place of the one ten before it.</summary>
internal struct StepCounts
{
    internal long Step;
    internal long Calls;
    internal long Failures;
    internal long Slow;

    /// <summary>Adds to the step's place in a ring. A step whose place a newer one has taken is out of the window and is dropped.</summary>
    internal static void Add(Span<StepCounts> ring, long step, long calls, long failures, long slow)
    {
        ref StepCounts place = ref ring[(int)(step % CircuitWindow.Steps)];
        if (step < place.Step) return;
        if (step > place.Step) place = new StepCounts { Step = step };
        place.Calls += calls;
        place.Failures += failures;
        place.Slow += slow;
    }
}
