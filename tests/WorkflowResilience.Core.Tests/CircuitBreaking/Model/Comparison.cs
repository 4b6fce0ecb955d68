namespace WorkflowResilience.Tests.CircuitBreaking.Model;

/// <summary>Does the same random things to a breaker and to the naive model and compares what they show after each.</summary>
internal sealed class Comparison
{
    private readonly Random _random;
    private readonly StillTime _time = new() { Now = TimeSpan.FromDays(1).Ticks };
    private readonly double _health;
    private readonly ITestedCircuit _tested;
    private readonly NaiveCircuit _model;
    private readonly List<(object Tested, Ticket Model, long Begun)> _running = [];
    private CircuitBreakerPolicy _policy;
    private int _transitions;
    private string _event = "";
    private string _admission = "", _modelAdmission = "";

    private Comparison(int seed, Func<CircuitBreakerPolicy, long, StillTime, ITestedCircuit> make)
    {
        _random = new Random(seed);
        _health = _random.NextDouble();
        (_policy, long lease, NaivePolicy naive) = RandomPolicy.Next(_random);
        _tested = make(_policy, lease, _time);
        _model = new NaiveCircuit(naive);
    }

    /// <summary>The first difference; null: none.</summary>
    /// <param name="seed">Decides policy and events.</param>
    /// <param name="events">How many.</param>
    /// <param name="make">Makes the breaker.</param>
    /// <param name="seen">Counts what happened, so that a test can tell that enough did.</param>
    internal static string? Run(int seed, int events, Func<CircuitBreakerPolicy, long, StillTime, ITestedCircuit> make, Dictionary<string, int>? seen = null)
    {
        Comparison comparison = new(seed, make);
        for (int i = 0; i < events; i++)
        {
            comparison.Step();
            if (seen is not null) comparison.Note(seen);
            if (comparison.Difference() is { } difference) return $"seed {seed}, event {i} ({comparison._event}): {difference}; policy {comparison._policy}";
        }

        return null;
    }

    private void Step()
    {
        int choice = _random.Next(1000);
        if (choice < 250) Advance();
        else if (choice < 255) Do("isolate", _tested.Isolate, () => _model.Isolate(_time.Now));
        else if (choice < 262) Reconfigure();
        else if (choice < 268 || (_model.State == NaiveCircuit.Phase.Isolated && choice < 400)) Do("reset", _tested.Reset, () => _model.Reset(_time.Now));
        else if (_running.Count > 7 || (_running.Count > 0 && choice < 640)) Finish();
        else Enter();
    }

    // Sizes of every order, from one tick to some hundred days; mostly of the order of what the policy is about.
    private void Advance()
    {
        double order = _random.Next(20) == 0 ? 15 * _random.NextDouble() : 5 + (4 * _random.NextDouble());
        long ticks = _random.Next(3) == 0 && _model.Wait(_time.Now) is > 0 and var wait ? wait - _random.Next(2) : (long)Math.Pow(10, order);
        _event = $"advance {ticks}";
        _time.Now += ticks;
    }

    private void Enter()
    {
        _event = "enter";
        Ticket? ticket = _model.Enter(_time.Now);
        _modelAdmission = ticket is null ? $"refused {_model.Wait(_time.Now)} {_model.State == NaiveCircuit.Phase.Isolated}" : "admitted";
        object? permit = _tested.Enter(_time.Now, out long retryAfter, out bool isolated);
        _admission = permit is null ? $"refused {retryAfter} {isolated}" : "admitted";
        if (permit is not null && ticket is not null) _running.Add((permit, ticket, _time.Now));
    }

    private void Finish()
    {
        int index = _random.Next(_running.Count);
        var (permit, ticket, begun) = _running[index];
        _running.RemoveAt(index);
        bool early = _random.Next(4) == 0;
        long now = early ? begun : _time.Now;
        long duration = TimeSpan.FromSeconds(_random.Next(4)).Ticks;
        string name = $"permit of {begun}, {(early ? "early" : "now")}, {duration} ticks";
        int other = _random.Next(10);
        if (other == 0) Do($"release {name}", () => _tested.Release(permit), () => _model.Release(ticket));
        else if (other > 1 && _random.NextDouble() < _health) Do($"succeed {name}", () => _tested.Succeed(permit, now, duration), () => _model.Finish(ticket, now, false, duration, true));
        else if (other > 4) Do($"fail {name}", () => _tested.Fail(permit, now, duration, true), () => _model.Finish(ticket, now, true, duration, true));
        else if (other > 1) Do($"429 {name}", () => _tested.Fail(permit, now, duration, false), () => _model.Finish(ticket, now, true, duration, false));
        else _event = "never returns";
    }

    private void Reconfigure()
    {
        (_policy, long lease, NaivePolicy naive) = RandomPolicy.After(_policy, _random);
        Do("reconfigure", () => _tested.Reconfigure(_policy, lease), () => _model.Reconfigure(naive));
    }

    private void Do(string name, Action tested, Action model)
    {
        _event = name;
        tested();
        model();
    }

    private string? Difference()
    {
        long now = _time.Now;
        return Compare("admission", _admission, _modelAdmission) ?? Compare("state", _tested.State, _model.State.ToString()) ??
            Compare("retry after", _tested.Wait(), _model.Wait(now)) ?? Compare("counts", _tested.Counts(), _model.Counts(now)) ??
            Compare("transitions", _tested.Log.Count, _model.Log.Count) ??
            (_model.Log.Count == 0 ? null : Compare("transition", _tested.Log[^1], _model.Log[^1]));
    }

    private void Note(Dictionary<string, int> seen)
    {
        string what = _model.Log.Count == _transitions ? $"{_event.Split(' ')[0]} while {_model.State}" : _model.Log[^1].Split(" at ")[0].TrimEnd();
        _transitions = _model.Log.Count;
        seen[what] = seen.GetValueOrDefault(what) + 1;
    }

    private static string? Compare<T>(string what, T tested, T model) =>
        EqualityComparer<T>.Default.Equals(tested, model) ? null : $"{what} is '{tested}', the model says '{model}'";
}
