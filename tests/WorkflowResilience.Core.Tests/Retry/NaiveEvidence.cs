namespace WorkflowResilience.Tests.Retry;

/// <summary>Evidence as its page describes it: a list of attempts with their weights, and a distribution added up in small steps.</summary>
internal sealed class NaiveEvidence(double strength, double halfLifeHours)
{
    private const int Steps = 20_000;
    private readonly List<(bool Succeeded, double Weight)> _attempts = [];

    internal double Succeeded => _attempts.Where(a => a.Succeeded).Sum(a => a.Weight);

    internal double Failed => _attempts.Where(a => !a.Succeeded).Sum(a => a.Weight);

    internal void Wait(double hours)
    {
        for (int i = 0; i < _attempts.Count; i++) _attempts[i] = _attempts[i] with { Weight = _attempts[i].Weight * Math.Pow(0.5, hours / halfLifeHours) };
        if (_attempts.Sum(a => a.Weight) < 0.01) _attempts.Clear();
    }

    internal void Add(bool succeeded)
    {
        double sum = _attempts.Sum(a => a.Weight);
        if (sum > 49)
        {
            for (int i = 0; i < _attempts.Count; i++) _attempts[i] = _attempts[i] with { Weight = _attempts[i].Weight * 49 / sum };
        }

        _attempts.Add((succeeded, 1));
    }

    /// <summary>How much of the distribution of the chance of success lies below a bound. The peaks at the ends are left to finer steps: x = sin².</summary>
    internal double Below(double bound)
    {
        double a = Succeeded + (strength / 2), b = Failed + (strength / 2), below = 0, all = 0;
        for (int i = 0; i < Steps; i++)
        {
            double angle = (i + 0.5) / Steps * Math.PI / 2, x = Math.Pow(Math.Sin(angle), 2);
            double density = Math.Exp((((2 * a) - 1) * Math.Log(Math.Sin(angle))) + (((2 * b) - 1) * Math.Log(Math.Cos(angle))));
            all += density;
            if (x <= bound) below += density;
        }

        return below / all;
    }
}
