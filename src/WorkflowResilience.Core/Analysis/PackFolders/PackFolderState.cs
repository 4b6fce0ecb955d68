namespace WorkflowResilience.Analysis;

/// <summary>Brings a library into line with what a folder holds, and remembers which file gave which pack. Reads no files and no clock; not thread-safe.</summary>
/// <param name="library">The library.</param>
/// <param name="place">The folder or the file, as messages name it.</param>
internal sealed class PackFolderState(PatternLibrary library, string place)
{
    private readonly SortedDictionary<string, KnownFile> _files = new(StringComparer.Ordinal);
    private string? _told;

    /// <summary>Takes over what was read.</summary>
    /// <param name="files">The files.</param>
    /// <param name="problem">Why it is not known which files there are; null when it is. Then what was in effect stays.</param>
    /// <param name="isPatient">Whether a file that is no JSON is taken for half written, and neither refused nor told.</param>
    /// <param name="isPartial">Whether there was such a file, and it is worth reading again soon.</param>
    internal IReadOnlyList<PackChange> Take(IReadOnlyList<PackFile> files, string? problem, bool isPatient, out bool isPartial)
    {
        isPartial = false;
        if (problem is not null) return IsNews(problem) ? [PackChange.Refused(place, [new PackProblem(place, "$", problem)])] : [];
        _told = null;
        KnownFile[] gone = [.. _files.Values.Where(known => !files.Any(file => string.Equals(file.Path, known.Path, StringComparison.Ordinal)))];
        bool changed = gone.Length > 0;
        foreach (PackFile file in files) changed |= Look(file);
        foreach (KnownFile file in gone) _files.Remove(file.Path);
        isPartial = isPatient && _files.Values.Any(static file => file is { IsPartial: true, Told: null });
        if (!changed && (isPatient || !_files.Values.Any(static file => file is { IsPartial: true, Told: null }))) return [];
        var told = new List<PackChange>();
        if (changed) Apply(gone, told);
        foreach (KnownFile file in _files.Values)
        {
            if (file.Problems.Count == 0) file.Told = null;
            else if (!(isPatient && file.IsPartial) && IsNews(file)) told.Add(PackChange.Refused(file.Path, file.Problems));
        }

        return told;
    }

    private bool IsNews(string problem)
    {
        bool isNews = !string.Equals(_told, problem, StringComparison.Ordinal);
        _told = problem;
        return isNews;
    }

    private static bool IsNews(KnownFile file)
    {
        string text = string.Join('\n', file.Problems);
        bool isNews = !string.Equals(file.Told, text, StringComparison.Ordinal);
        file.Told = text;
        return isNews;
    }

    // Whether the file says something else than before.
    private bool Look(PackFile file)
    {
        bool isNew = !_files.TryGetValue(file.Path, out KnownFile? known);
        if (isNew) _files.Add(file.Path, known = new KnownFile(file.Path));
        if (file.Json is not { } json)
        {
            // It keeps what it had: whether that is still right is not known.
            bool wasRead = isNew || known!.Content is not null;
            known!.Content = null;
            known.IsPartial = true;
            known.Problems = [new PackProblem(file.Path, "$", file.Problem!)];
            if (wasRead) known.Told = null;
            return wasRead;
        }

        if (known!.Content is { } before && before.AsSpan().SequenceEqual(json)) return false;
        known.Content = json;
        known.Told = null;
        try
        {
            known.Wanted = PatternPack.Read(json, file.Path);
            known.Problems = [];
            known.IsPartial = false;
        }
        catch (PatternPackException refused)
        {
            known.Wanted = null;
            known.Problems = refused.Problems;
            known.IsPartial = refused.Problems[0].Path.StartsWith('$');
        }

        return true;
    }

    // One pack may wait for another: that one brings the pattern that this one disables, or gives up the id that this one takes.
    private void Apply(KnownFile[] gone, List<PackChange> told)
    {
        List<KnownFile> waiting = [.. _files.Values.Where(static file => file.Wanted is not null && file.Wanted != file.Used && !IsRefusedRead(file))];
        foreach (KnownFile file in waiting.ToArray())
        {
            if (NameTakenBy(file) is not { } other) continue;
            file.Problems = [new PackProblem(file.Path, "pack", $"'{other.Path}' holds a pack with the name '{file.Wanted!.Name}' as well; give each a name of its own.")];
            waiting.Remove(file);
        }

        UseAll(waiting, told);
        foreach (KnownFile file in gone)
        {
            if (file.Used is not { } pack || _files.Values.Any(other => IsNamed(other.Used, pack.Name))) continue;
            library.Remove(pack.Name);
            told.Add(PackChange.Gone(file.Path, pack));
        }

        UseAll(waiting, told);
    }

    private static bool IsRefusedRead(KnownFile file) => file.Content is null;

    private void UseAll(List<KnownFile> waiting, List<PackChange> told)
    {
        bool moved;
        do
        {
            moved = false;
            foreach (KnownFile file in waiting.ToArray())
            {
                if (!TryUse(file, told)) continue;
                waiting.Remove(file);
                moved = true;
            }
        }
        while (moved && waiting.Count > 0);
    }

    private bool TryUse(KnownFile file, List<PackChange> told)
    {
        PatternPack pack = file.Wanted!;
        try
        {
            library.Use(pack);
        }
        catch (PatternPackException refused)
        {
            file.Problems = refused.Problems;
            return false;
        }

        PatternPack? before = file.Used;
        file.Used = pack;
        file.Problems = [];
        told.Add(PackChange.InEffect(file.Path, pack));
        if (before is not null && !_files.Values.Any(other => IsNamed(other.Used, before.Name)))
        {
            library.Remove(before.Name);
            told.Add(PackChange.Gone(file.Path, before));
        }

        return true;
    }

    // The one whose pack is in effect keeps the name, otherwise the first.
    private KnownFile? NameTakenBy(KnownFile file)
    {
        string name = file.Wanted!.Name;
        KnownFile[] same = [.. _files.Values.Where(other => IsNamed(other.Wanted ?? other.Used, name))];
        KnownFile holder = Array.Find(same, other => IsNamed(other.Used, name)) ?? same[0];
        return holder == file ? null : holder;
    }

    private static bool IsNamed(PatternPack? pack, string name) => pack is not null && string.Equals(pack.Name, name, StringComparison.Ordinal);
}
