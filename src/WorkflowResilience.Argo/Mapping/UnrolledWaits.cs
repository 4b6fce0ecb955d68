namespace WorkflowResilience.Argo;

/// <summary>The waits between unrolled attempts.</summary>
/// <param name="Waits">Whole seconds.</param>
/// <param name="IsExact">Each lies in the range that the policy gives it.</param>
internal sealed record UnrolledWaits(IReadOnlyList<TimeSpan> Waits, bool IsExact)
{
    internal static UnrolledWaits Of(WorkflowStage stage, BackoffSchedule schedule, int retries)
    {
        var waits = new TimeSpan[retries];
        ulong name = Draw.Number(stage.Name);
        bool exact = true;
        TimeSpan previous = TimeSpan.Zero;
        for (int i = 0; i < retries; i++)
        {
            TimeSpan drawn = BackoffFit.Ask(schedule, i + 1, previous, Draw.Unit(name, 0, name, i + 1, Draw.Backoff));
            previous = waits[i] = Within(schedule, i + 1, previous, drawn, ref exact);
        }

        return new UnrolledWaits(waits, exact);
    }

    // A second less is still right where a second more would be too long.
    private static TimeSpan Within(BackoffSchedule schedule, int attempt, TimeSpan previous, TimeSpan drawn, ref bool exact)
    {
        TimeSpan up = WholeSeconds.Up(drawn);
        if (up == drawn) return up;
        bool known = schedule is not BackoffSchedule.CustomBackoff;
        if (known && up <= schedule.Delay(attempt, previous, 1)) return up;
        TimeSpan down = WholeSeconds.Down(drawn);
        if (known && down >= schedule.Delay(attempt, previous, 0)) return down;
        exact = false;
        return up;
    }
}
