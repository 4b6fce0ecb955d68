namespace WorkflowResilience.Notifications.Tests.Escalation;

/// <summary>What escalation should do, minute by minute, as plainly as can be said. Shares nothing with what it is compared with.</summary>
internal sealed class NaiveEscalation(int ruleCount)
{
    private readonly List<Course> _courses = [];
    private bool _open, _acknowledged;
    private int _openedAt, _severity;

    public required Func<int, (int MinSeverity, int Delay, int? Every, int Repeats, bool StopOnAcknowledge, bool Silent)> Rule { get; init; }

    public bool IsOpen => _open;

    public void Fail(int minute, int severity)
    {
        if (!_open)
        {
            (_open, _acknowledged, _openedAt, _severity) = (true, false, minute, severity);
            _courses.Clear();
        }

        _severity = Math.Max(_severity, severity);
        for (int i = 0; i < ruleCount; i++)
        {
            if (_severity >= Rule(i).MinSeverity && _courses.All(c => c.Rule != i)) _courses.Add(new Course { Rule = i, Next = _openedAt + Rule(i).Delay });
        }
    }

    public void Acknowledge() => _acknowledged = true;

    public void Resolve() => _open = false;

    public IEnumerable<(int Rule, int Level)> Tick(int minute, bool muted)
    {
        foreach (Course course in _courses.OrderBy(c => c.Rule))
        {
            var rule = Rule(course.Rule);
            if (!_open || (_acknowledged && rule.StopOnAcknowledge) || course.Next is not { } next || next > minute) continue;
            if (muted && rule.Silent)
            {
                course.Next = minute + (rule.Every ?? 1);
                continue;
            }

            course.Sent++;
            course.Next = rule.Every is { } every && course.Sent < 1 + rule.Repeats ? minute + every : null;
            yield return (course.Rule, course.Sent);
        }
    }

    private sealed class Course
    {
        public int Rule { get; init; }

        public int? Next { get; set; }

        public int Sent { get; set; }
    }
}
