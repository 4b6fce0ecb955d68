using System.Net.Sockets;

namespace WorkflowResilience.Tests.Failures;

/// <summary>A failure's surroundings with every member set.</summary>
internal static class Surroundings
{
    internal static StageFailure Around(StageFailure failure) => failure with
    {
        Fingerprint = "fp1:00112233445566778899",
        Excerpt = new FailureExcerpt { Cause = "error: no space", TotalLines = 9, Lines = [new ExcerptLine(7, ExcerptRole.Cause, "error: no space"), new ExcerptLine(8, ExcerptRole.Wrapper, "exit 1")] },
        Context = Context(),
        Recurrence = new FailureRecurrence
        {
            Fingerprint = "fp1:00112233445566778899",
            Line = "error: <n>",
            Count = 4,
            Overcount = 1,
            FirstSeen = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            LastSeen = new DateTimeOffset(2026, 1, 3, 3, 4, 5, TimeSpan.Zero),
            IsRising = true,
            PerHour = 12.5,
            BaselinePerHour = 0.25,
            LastFix = new FailureFix(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), RecoveryAction.CleanUp, "emptied the cache", "the night shift"),
            CorrectedVerdict = FailureVerdict.Permanent,
            CorrectedBy = "the day shift",
            Similar = ["fp1:99887766554433221100"],
        },
        CausedBy = new FailureLink("Clone", "F-0000000000007", "fp1:ffffffffffffffffffff"),
        AnalysisSkipped = ["capture: the 50ms that looking at a failure may take were over"],
    };

    private static FailureContext Context() => new()
    {
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        WorkflowName = "ci",
        Occurrence = 1,
        Errors = [new CapturedError { Depth = 1, Type = "T", Message = "m", HResult = -5, StatusCode = 503, HttpError = HttpRequestError.NameResolutionError, SocketError = SocketError.TryAgain, Data = new Dictionary<string, string> { ["k"] = "v" } }],
        Stack = ["at A.B()"],
        Log = [new RunLogLine(new DateTimeOffset(2026, 1, 2, 3, 4, 4, TimeSpan.Zero), RunLogLevel.Critical, "host", "gone")],
        LogDropped = 3,
        Program = new CapturedProgram("make", 2, "SIGHUP", ["make: *** [all] Error 2"]),
        Parameters = new Dictionary<string, string> { ["branch"] = "main" },
        Values = new Dictionary<string, string> { ["shard"] = "3" },
        Previous = [new PreviousResult("Clone", 0, StageOutcomeKind.Failed, StageReason.TotalTimeout, 3, TimeSpan.FromSeconds(9), "cache", "F-0000000000007")],
        Node = new NodeIdentity { Machine = "m", Container = "c", Pod = "p", Namespace = "n", Node = "w", Runner = "r", OperatingSystem = "o", Architecture = "X64", Runtime = "10", ProcessId = 7, Uptime = TimeSpan.FromHours(1) },
        Services = [new ServiceStatus("network", ServiceHealth.Degraded, "30 % loss", TimeSpan.FromSeconds(20))],
        System = new SystemState
        {
            Age = TimeSpan.FromMilliseconds(5),
            MemoryUsed = 1,
            MemoryLimit = 2,
            MemoryLimitIsContainer = true,
            OutOfMemoryKills = 1,
            ProcessMemory = 3,
            HeapSize = 4,
            MemoryLoad = 0.5,
            HighMemoryLoad = 5,
            CollectionPausePercent = 1.5,
            ThreadPoolQueue = 6,
            ThreadPoolThreads = 7,
            ThreadPoolLag = TimeSpan.FromSeconds(1),
            ThreadPoolLagIsLowerBound = true,
            Disk = new DiskState("/w", 0, 1000, 0, 10),
            Handles = 8,
            HandleLimit = 9,
            CpuPressure = new PressureState(1.5, null, false),
            MemoryPressure = new PressureState(2.5, 0.5, true),
            IoPressure = new PressureState(30, 3, true),
        },
        Omitted = ["3 older lines of the log"],
    };
}
