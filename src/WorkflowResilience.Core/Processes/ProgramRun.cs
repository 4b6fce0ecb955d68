using System.ComponentModel;
using System.Diagnostics;

namespace WorkflowResilience.Processes;

/// <summary>One run of a program, from its start until nothing of it is left to wait for.</summary>
internal sealed class ProgramRun : IDisposable
{
    // The system tells of an end a moment after it came, so that a program may be killed that had already ended. Its exit code knows which came first: the tree's root
    // is stopped before it is killed and can no longer end by itself.
    private static readonly int KilledExitCode = OperatingSystem.IsWindows() ? -1 : 128 + 9;

    private readonly ProgramStage _stage;
    private readonly long _start;
    private readonly Process _process;
    private readonly OutputTail _tail;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _streams;

    /// <summary>Starts the program.</summary>
    /// <exception cref="ProgramNotStartedException">It cannot be started.</exception>
    internal ProgramRun(ProgramStage stage)
    {
        _stage = stage;
        _start = stage.TimeProvider.GetTimestamp();
        _tail = new OutputTail(stage.MaxOutputLines, stage.Redact, stage.OnLine);
        _process = ProgramStart.Start(stage);
        _streams = ProgramStreams.ServeAsync(_process, stage, _tail, _stop.Token);
    }

    internal async ValueTask<ProgramResult> CompleteAsync(CancellationToken cancellationToken)
    {
        bool stopped = false;
        try
        {
            await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            stopped = true;
            KillTree();
        }

        bool ended = !stopped || await WithinDrainTimeAsync(_process.WaitForExitAsync(CancellationToken.None)).ConfigureAwait(false);
        bool complete = await WithinDrainTimeAsync(_streams).ConfigureAwait(false);
        if (!complete) await _stop.CancelAsync().ConfigureAwait(false);
        if (stopped && (!ended || _process.ExitCode == KilledExitCode)) throw new ProgramStoppedException(_stage.FileName, ended, _tail.Lines(), cancellationToken);
        TimeSpan duration = _stage.TimeProvider.GetElapsedTime(_start);
        if (!_stage.AcceptedExitCodes.Contains(_process.ExitCode)) throw new ProgramFailedException(_stage.FileName, _process.ExitCode, _tail.Lines(), duration);
        return new ProgramResult
        {
            ExitCode = _process.ExitCode,
            Duration = duration,
            Tail = _tail.Lines(),
            LineCount = _tail.Count,
            OutputComplete = complete,
            CallbackFailures = _tail.CallbackFailures,
        };
    }

    public void Dispose()
    {
        _process.Dispose();
        _stop.Dispose();
    }

    private void KillTree()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It has ended meanwhile, or part of it may not be killed: whether it ended is asked next.
        }
    }

    private async ValueTask<bool> WithinDrainTimeAsync(Task task)
    {
        try
        {
            await task.WaitAsync(_stage.DrainTime, _stage.TimeProvider).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
