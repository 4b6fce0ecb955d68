namespace WorkflowResilience.Tests.Time;

/// <summary>A gate as a list of who is in and a list of who waits.</summary>
internal sealed class NaiveGate(int capacity, int maxQueued)
{
    private readonly List<(int Who, long Deadline)> _line = [];

    private int _capacity = capacity;
    private int _maxQueued = maxQueued;

    internal HashSet<int> Inside { get; } = [];

    internal Dictionary<int, string> Ended { get; } = [];

    internal int Queued => _line.Count;

    internal void Enter(int who, long deadline)
    {
        if (Inside.Count < _capacity && _line.Count == 0) LetIn(who);
        else if (_line.Count >= _maxQueued) Ended[who] = "QueueFull";
        else _line.Add((who, deadline));
    }

    internal void Exit(int who)
    {
        Inside.Remove(who);
        Fill();
    }

    internal void Cancel(int who)
    {
        if (_line.RemoveAll(w => w.Who == who) > 0) Ended[who] = "Cancelled";
    }

    internal void TimeIs(long now)
    {
        foreach ((int who, long _) in _line.Where(w => w.Deadline <= now).ToList())
        {
            _line.RemoveAll(w => w.Who == who);
            Ended[who] = "TimedOut";
        }
    }

    internal void Resize(int capacity, int maxQueued)
    {
        (_capacity, _maxQueued) = (capacity, maxQueued);
        Fill();
    }

    private void Fill()
    {
        while (Inside.Count < _capacity && _line.Count > 0)
        {
            int next = _line[0].Who;
            _line.RemoveAt(0);
            LetIn(next);
        }
    }

    private void LetIn(int who)
    {
        Inside.Add(who);
        Ended[who] = "Entered";
    }
}
