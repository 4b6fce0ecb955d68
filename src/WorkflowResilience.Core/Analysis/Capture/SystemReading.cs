namespace WorkflowResilience.Analysis;

/// <summary>One reading of the system's state, part by part while there is time; a part that cannot be read is absent and costs the others nothing.</summary>
internal sealed class SystemReading(SystemFiles files, CaptureBudget budget)
{
    private readonly List<string> _omitted = [];
    private Mounts? _mounts;
    private ControlGroups _groups = new(null, null);
    private string? _directory;

    internal IReadOnlyList<string> Omitted => _omitted;

    internal SystemState Take()
    {
        var state = new SystemState();
        Part("memory of the process", () => state = OfProcess(state));
        Part("working directory", () => _directory = Environment.CurrentDirectory);
        Part("mounts and control groups", Survey);
        Part("memory", () => state = OfMemory(state));
        Part("pressure", () => state = state with { CpuPressure = Pressure("cpu"), MemoryPressure = Pressure("memory"), IoPressure = Pressure("io") });
        Part("disk", () => state = state with { Disk = _directory is { } d ? DiskReading.Of(d, _mounts?.IsLocal ?? DiskReading.IsLocalByName(d)) : null });
        Part("handles", () => state = OfHandles(state));
        return state;
    }

    private void Part(string name, Action read)
    {
        if (budget.IsOver)
        {
            _omitted.Add($"system state, {name}: no time left");
            return;
        }

        try
        {
            read();
        }
        catch (Exception)
        {
            _omitted.Add($"system state, {name}: could not be read");
        }
    }

    private void Survey()
    {
        if (!OperatingSystem.IsLinux() && files.IsReal) return;
        _mounts = Mounts.Of(files.Read("/proc/self/mountinfo"), _directory ?? "/");
        _groups = ControlGroups.Of(files, _mounts);
    }

    private SystemState OfProcess(SystemState state)
    {
        GCMemoryInfo heap = GC.GetGCMemoryInfo(GCKind.Any);
        bool collected = heap.Index > 0 && heap.HighMemoryLoadThresholdBytes > 0;

        // Of the resident pages; the framework would open a file of its own, which needs a handle.
        ReadOnlySpan<byte> sizes = files.Read("/proc/self/statm");
        ProcText.Take(ref sizes, (byte)' ');
        long? resident = ProcText.Number(ProcText.Take(ref sizes, (byte)' ')) * Environment.SystemPageSize;
        return state with
        {
            ProcessMemory = resident ?? (files.IsReal && Environment.WorkingSet is > 0 and var bytes ? bytes : null),
            HeapSize = collected ? heap.HeapSizeBytes : null,
            MemoryLoad = collected ? (double)heap.MemoryLoadBytes / heap.HighMemoryLoadThresholdBytes : null,
            HighMemoryLoad = collected ? heap.HighMemoryLoadThresholdBytes : null,
            CollectionPausePercent = collected ? heap.PauseTimePercentage : null,
            ThreadPoolQueue = ThreadPool.PendingWorkItemCount,
            ThreadPoolThreads = ThreadPool.ThreadCount,
        };
    }

    private SystemState OfMemory(SystemState state)
    {
        if (_mounts is null) return state;
        var memory = MemoryState.Of(files, _groups);
        return state with { MemoryUsed = memory.Used, MemoryLimit = memory.Limit, MemoryLimitIsContainer = memory.IsContainer, OutOfMemoryKills = memory.Kills };
    }

    private SystemState OfHandles(SystemState state)
    {
        long? limit = LibC.IsKnown && files.IsReal ? LibC.HandleLimit() : null;
        return state with { Handles = HandleReading.Count(files, limit), HandleLimit = limit };
    }

    private PressureState? Pressure(string resource) => _mounts is null ? null : PressureReading.Of(files, _groups, resource);
}
