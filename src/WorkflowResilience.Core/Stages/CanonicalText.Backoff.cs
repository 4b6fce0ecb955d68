namespace WorkflowResilience;

internal sealed partial class CanonicalText
{
    internal void Add(string path, BackoffSchedule? schedule)
    {
        switch (schedule)
        {
            case BackoffSchedule.FixedBackoff s:
                Add(path, "Fixed");
                Add(path + ".Interval", s.Interval);
                break;
            case BackoffSchedule.LinearBackoff s:
                Add(path, "Linear");
                Add(path + ".Increment", s.Increment);
                break;
            case BackoffSchedule.ExponentialBackoff s:
                Add(path, "Exponential");
                Add(path + ".Initial", s.Initial);
                Add(path + ".Factor", s.Factor);
                break;
            case BackoffSchedule.FibonacciBackoff s:
                Add(path, "Fibonacci");
                Add(path + ".Unit", s.Unit);
                break;
            case BackoffSchedule.TableBackoff s:
                Add(path, "Table");
                Add(path + ".Delays", s.Delays.Select(d => Time.DurationText.Format(d)));
                break;
            case BackoffSchedule.DecorrelatedBackoff s:
                Add(path, "Decorrelated");
                Add(path + ".Initial", s.Initial);
                break;
            case BackoffSchedule.CustomBackoff s:
                Add(path, "Custom");
                Add(path + ".Name", Quoted(s.Name));
                break;
            default:
                Add(path, None);
                return;
        }

        Add(path + ".Max", schedule.Max);
        Add(path + ".Jitter", schedule.Jitter);
    }

    private void Add(string path, Jitter? jitter)
    {
        Add(path, jitter is null ? "null" : Jitter.Name(jitter));
        if (jitter is Jitter.ProportionalJitter proportional) Add(path + ".Share", proportional.Share);
    }
}
