using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Analysis.Capture;

/// <summary>A directory with the files of a system as they were found somewhere, by their absolute paths.</summary>
internal sealed class RecordedSystem : IDisposable
{
    internal RecordedSystem(params (string Path, string Text)[] files)
    {
        foreach ((string path, string text) in files) Write(path, text);
    }

    internal string Root { get; } = Directory.CreateTempSubdirectory("wf-capture-").FullName;

    internal ManualTimeProvider Time { get; } = new();

    internal void Write(string path, string text)
    {
        string file = Root + path;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text.ReplaceLineEndings("\n"));
    }

    /// <summary>A probe of it, and one reading of that.</summary>
    internal SystemState Read() => Read(out _);

    internal SystemState Read(out IReadOnlyList<string> omitted)
    {
        var clock = new Clock(Time);
        var probe = new SystemProbe(clock, new SystemFiles(Root));
        var ledger = new CaptureLedger(new CaptureBudget(Time, long.MaxValue), 1000);
        SystemState state = probe.Read(ledger)!;
        omitted = ledger.Omitted;
        return state;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
