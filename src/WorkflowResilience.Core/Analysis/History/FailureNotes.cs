namespace WorkflowResilience.Analysis;

/// <summary>What people have said of fingerprints. It outlives the counts; when it is full, what has not come up for the longest time gives way.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class FailureNotes(int capacity)
{
    // The note and the fix: two objects with their headers, fields and alignment.
    private const int Objects = 48 + 56;

    private readonly RecentTable<string, FailureNote> _notes = new(capacity, StringComparer.Ordinal);
    private long _bytes;

    internal long Bytes => _bytes + ((long)_notes.Count * ObjectSize.RecentPlace);

    internal FailureNote Of(string fingerprint) => _notes.TryGet(fingerprint, out FailureNote? note) ? note : FailureNote.Empty;

    internal void Set(string fingerprint, FailureNote note)
    {
        _bytes += Size(fingerprint, note);
        if (_notes.Set(fingerprint, note) is { } former) _bytes -= Size(fingerprint, former);
    }

    // All fingerprints are of one length, so the one that gives way is as long as the new one.
    private static int Size(string fingerprint, FailureNote note) =>
        Objects + ObjectSize.Of(fingerprint) + ObjectSize.Of(note.Fix?.Note) + ObjectSize.Of(note.Fix?.By) + ObjectSize.Of(note.CorrectedBy);
}
