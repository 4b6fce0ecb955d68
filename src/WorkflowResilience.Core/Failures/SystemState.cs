namespace WorkflowResilience;

/// <summary>The state of the system when a failure happened, each number from its real source. What could not be read is null.</summary>
public sealed record SystemState
{
    /// <summary>How old these numbers were: they are read at most once a second.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Memory that the control group (or, without a limit, the machine) has in use, in bytes.</summary>
    public long? MemoryUsed { get; init; }

    /// <summary>The control group's memory limit, or the machine's memory when there is none, in bytes.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Whether <see cref="MemoryLimit"/> is a control group's.</summary>
    public bool? MemoryLimitIsContainer { get; init; }

    /// <summary>How often the control group has killed a process for want of memory.</summary>
    public long? OutOfMemoryKills { get; init; }

    /// <summary>The process's resident memory, in bytes.</summary>
    public long? ProcessMemory { get; init; }

    /// <summary>The managed heap at the last collection, in bytes.</summary>
    public long? HeapSize { get; init; }

    /// <summary>The memory load that the garbage collector saw at its last collection, as a share of <see cref="HighMemoryLoad"/>: at 1 and above it collects harder.</summary>
    public double? MemoryLoad { get; init; }

    /// <summary>The load, in bytes, from which the garbage collector calls memory scarce.</summary>
    public long? HighMemoryLoad { get; init; }

    /// <summary>The share of time that the garbage collector has paused the process since its start, in percent.</summary>
    public double? CollectionPausePercent { get; init; }

    /// <summary>Work items that wait in the thread pool.</summary>
    public long? ThreadPoolQueue { get; init; }

    /// <summary>Threads of the thread pool.</summary>
    public int? ThreadPoolThreads { get; init; }

    /// <summary>How long a new work item waits for a thread: measured, or, with <see cref="ThreadPoolLagIsLowerBound"/>, at least.</summary>
    public TimeSpan? ThreadPoolLag { get; init; }

    /// <summary>Whether the work item that measures the lag had not run yet.</summary>
    public bool ThreadPoolLagIsLowerBound { get; init; }

    /// <summary>The file system of the working directory; null when it could not be read or is on the network, where asking can hang.</summary>
    public DiskState? Disk { get; init; }

    /// <summary>Open handles (file descriptors) of the process.</summary>
    public int? Handles { get; init; }

    /// <summary>How many it may have open.</summary>
    public long? HandleLimit { get; init; }

    /// <summary>The share of time that work stalled for the processor, over the last 10 s, in percent.</summary>
    public PressureState? CpuPressure { get; init; }

    /// <summary>The share of time that work stalled for memory, over the last 10 s, in percent.</summary>
    public PressureState? MemoryPressure { get; init; }

    /// <summary>The share of time that work stalled for input and output, over the last 10 s, in percent.</summary>
    public PressureState? IoPressure { get; init; }
}
