namespace WorkflowResilience.Tests.Analysis.History;

/// <summary>What a history must say, from a list of everything that happened.</summary>
internal sealed class NaiveHistory(TimeSpan maxAge)
{
    private readonly List<(string Fingerprint, TimeSpan Time, string Failure)> _all = [];

    internal void Record(string fingerprint, TimeSpan time, string failure)
    {
        // Who comes again after too long begins anew.
        if (_all.FindLast(a => a.Fingerprint == fingerprint) is { Fingerprint: not null } last && time - last.Time > maxAge) _all.RemoveAll(a => a.Fingerprint == fingerprint);
        _all.Add((fingerprint, time, failure));
    }

    internal string[] Remembered(TimeSpan now) => [.. _all.GroupBy(a => a.Fingerprint).Where(g => now - g.Last().Time <= maxAge).Select(g => g.Key)];

    internal int Count(string fingerprint) => _all.Count(a => a.Fingerprint == fingerprint);

    internal TimeSpan First(string fingerprint) => _all.First(a => a.Fingerprint == fingerprint).Time;

    internal TimeSpan Last(string fingerprint) => _all.Last(a => a.Fingerprint == fingerprint).Time;

    internal string[] Failures(string fingerprint, int kept) => [.. _all.Where(a => a.Fingerprint == fingerprint).Select(a => a.Failure).Reverse().Take(kept)];
}
