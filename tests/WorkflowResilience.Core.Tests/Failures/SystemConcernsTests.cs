namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class SystemConcernsTests
{
    private static readonly SystemState s_calm = new()
    {
        MemoryUsed = 400,
        MemoryLimit = 1000,
        MemoryLimitIsContainer = true,
        OutOfMemoryKills = 0,
        MemoryLoad = 0.5,
        Disk = new DiskState("/w", 500, 1000, 100, 1000),
        Handles = 100,
        HandleLimit = 1024,
        ThreadPoolLag = TimeSpan.FromMilliseconds(1),
        CpuPressure = new PressureState(3, 1, false),
    };

    [Test]
    public void What_is_not_tight_is_not_named()
    {
        SystemConcerns.Of(s_calm).Should().BeEmpty();
        SystemConcerns.Of(new SystemState()).Should().BeEmpty("what is not known is no concern");
    }

    [Test]
    public void What_is_tight_is_named_with_its_numbers()
    {
        SystemState tight = s_calm with
        {
            MemoryUsed = 1000L * 1024 * 1024,
            MemoryLimit = 1024L * 1024 * 1024,
            OutOfMemoryKills = 1,
            MemoryLoad = 1.1,
            Disk = new DiskState("/w", 0, 65536, 0, 16),
            Handles = 1020,
            ThreadPoolLag = TimeSpan.FromSeconds(2),
            ThreadPoolLagIsLowerBound = true,
            ThreadPoolQueue = 731,
            CpuPressure = new PressureState(61, null, false),
            MemoryPressure = new PressureState(20, 10, true),
            IoPressure = new PressureState(19.9, 10, true),
        };

        SystemConcerns.Of(tight).Should().Equal(
            "memory: 1000 MiB of 1 GiB in use, the container's limit",
            "memory: the container has killed 1 process for want of it",
            "memory: the garbage collector calls it scarce",
            "disk: 0 B of 64 KiB free at /w",
            "disk: 0 of 16 inodes free at /w",
            "handles: 1020 of 1024 open",
            "thread pool: work waits at least 2 s, 731 items before it",
            "pressure: work stalled for the processor 61 % of the last 10 s",
            "pressure: work stalled for memory 20 % of the last 10 s");
    }
}
