using System.Diagnostics;
using System.Globalization;
using WorkflowResilience;

namespace CiPipeline.Reporting;

/// <summary>Prints what happens while it happens, and that something still does when it takes long.</summary>
internal sealed class Progress : IResilienceObserver, IDisposable
{
    private static readonly TimeSpan s_sign = TimeSpan.FromSeconds(2);

    private readonly Timer _timer;
    private long _since;
    private string? _running;

    public Progress() => _timer = new Timer(_ => SayStillRunning(), state: null, s_sign, s_sign);

    public ResilienceEventKinds Interests =>
        ResilienceEventKinds.AttemptStarted | ResilienceEventKinds.AttemptSucceeded | ResilienceEventKinds.AttemptFailed
        | ResilienceEventKinds.AttemptAbandoned | ResilienceEventKinds.RetryScheduled;

    public void OnEvent(in ResilienceEvent resilienceEvent)
    {
        string attempt = string.Create(CultureInfo.InvariantCulture, $"  {resilienceEvent.RunId} {resilienceEvent.Stage} #{resilienceEvent.Attempt}");
        bool started = resilienceEvent.Kind == ResilienceEventKinds.AttemptStarted;
        Volatile.Write(ref _since, Stopwatch.GetTimestamp());
        Volatile.Write(ref _running, started ? attempt : null);
        if (!started) Console.WriteLine($"{attempt} {Text(resilienceEvent)}");
    }

    public void Dispose() => _timer.Dispose();

    private static string Text(in ResilienceEvent e) => e.Kind switch
    {
        ResilienceEventKinds.AttemptSucceeded => $"succeeded after {Seconds(e.Duration)}",
        ResilienceEventKinds.AttemptAbandoned => $"does not end and is abandoned after {Seconds(e.Duration)}",
        ResilienceEventKinds.RetryScheduled => $"is tried again in {Seconds(e.Delay)}",
        _ => $"failed after {Seconds(e.Duration)}: {e.FailureKind}: {e.ErrorText?.ReplaceLineEndings(" / ")}",
    };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");

    private void SayStillRunning()
    {
        if (Volatile.Read(ref _running) is not { } attempt) return;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(Volatile.Read(ref _since));
        if (elapsed >= s_sign) Console.WriteLine($"{attempt} is still running, {Seconds(elapsed)}");
    }
}
