using WorkflowResilience.Analysis;
using WorkflowResilience.Time;

namespace WorkflowResilience.Tests.Analysis.Capture;

/// <summary>Memory and pressure from the files of systems of each sort.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The files of these systems have names that Windows does not permit.")]
public sealed class SystemStateTests
{
    private const long Mega = 1 << 20;

    private const string Meminfo = """
        MemTotal:       16777216 kB
        MemFree:         1000000 kB
        MemAvailable:    4194304 kB
        Buffers:          100000 kB

        """;

    private const string UnifiedMount = "31 23 0:28 / /sys/fs/cgroup rw,nosuid,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";

    [Test]
    public void In_a_container_of_version_2_the_limit_is_the_groups_and_file_pages_that_can_be_dropped_do_not_count_as_used()
    {
        using RecordedSystem system = Container();
        SystemState state = system.Read(out IReadOnlyList<string> omitted);

        (state.MemoryUsed, state.MemoryLimit, state.MemoryLimitIsContainer, state.OutOfMemoryKills).Should().Be((300 * Mega, 512 * Mega, true, 3));
        state.ProcessMemory.Should().Be(2000L * Environment.SystemPageSize);
        omitted.Should().BeEmpty();
    }

    [Test]
    public void Of_the_limits_above_each_other_the_one_that_would_be_met_first_is_told()
    {
        using RecordedSystem system = new(
            ("/proc/meminfo", Meminfo), ("/proc/self/mountinfo", UnifiedMount), ("/proc/self/cgroup", "0::/ci.slice/job.scope/inner\n"),
            ("/sys/fs/cgroup/ci.slice/memory.max", $"{1024 * Mega}\n"), ("/sys/fs/cgroup/ci.slice/memory.current", $"{1000 * Mega}\n"), ("/sys/fs/cgroup/ci.slice/memory.stat", "anon 1\ninactive_file 0\n"),
            ("/sys/fs/cgroup/ci.slice/memory.events", "oom 9\noom_kill 7\n"),
            ("/sys/fs/cgroup/ci.slice/job.scope/memory.max", $"{512 * Mega}\n"), ("/sys/fs/cgroup/ci.slice/job.scope/memory.current", $"{100 * Mega}\n"),
            ("/sys/fs/cgroup/ci.slice/job.scope/inner/memory.max", "max\n"), ("/sys/fs/cgroup/ci.slice/job.scope/inner/memory.current", $"{90 * Mega}\n"));
        SystemState state = system.Read();
        (state.MemoryUsed, state.MemoryLimit, state.MemoryLimitIsContainer, state.OutOfMemoryKills).Should().Be((1000 * Mega, 1024 * Mega, true, 7));

        system.Write("/sys/fs/cgroup/ci.slice/memory.current", $"{200 * Mega}\n");
        state = system.Read();
        (state.MemoryUsed, state.MemoryLimit).Should().Be((100 * Mega, 512 * Mega), "there the room is smaller now");
    }

    [Test]
    public void Without_a_limit_the_machine_is_the_limit()
    {
        using RecordedSystem system = Container();
        system.Write("/sys/fs/cgroup/memory.max", "max\n");
        SystemState state = system.Read();
        (state.MemoryUsed, state.MemoryLimit, state.MemoryLimitIsContainer, state.OutOfMemoryKills).Should().Be((12_288 * Mega, 16_384 * Mega, false, 3));

        system.Write("/sys/fs/cgroup/memory.max", $"{32_768 * Mega}\n");
        system.Read().MemoryLimitIsContainer.Should().BeFalse("a limit above the machine's memory never takes effect");
    }

    [Test]
    public void Version_1_inside_Docker_shows_the_groups_own_directory_as_the_top()
    {
        string group = $"/docker/{new string('a', 64)}";
        using RecordedSystem system = new(
            ("/proc/meminfo", Meminfo),
            ("/proc/self/mountinfo", $"35 31 0:32 {group} /sys/fs/cgroup/memory ro,relatime master:17 - cgroup cgroup rw,memory\n33 31 0:31 {group} /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n"),
            ("/proc/self/cgroup", $"4:memory:{group}\n1:cpu,cpuacct:{group}\n0::/\n"),
            ("/sys/fs/cgroup/memory/memory.limit_in_bytes", $"{256 * Mega}\n"), ("/sys/fs/cgroup/memory/memory.usage_in_bytes", $"{200 * Mega}\n"),
            ("/sys/fs/cgroup/memory/memory.stat", $"inactive_file 7\ntotal_inactive_file {50 * Mega}\n"), ("/sys/fs/cgroup/memory/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n"));
        SystemState state = system.Read();
        (state.MemoryUsed, state.MemoryLimit, state.MemoryLimitIsContainer, state.OutOfMemoryKills).Should().Be((150 * Mega, 256 * Mega, true, 2));

        // No limit, for pages of 4 KB and of 64 KB.
        foreach (string none in (string[])["9223372036854771712\n", "9223372036854710272\n"])
        {
            system.Write("/sys/fs/cgroup/memory/memory.limit_in_bytes", none);
            system.Read().MemoryLimitIsContainer.Should().BeFalse();
        }
    }

    [Test]
    public void In_a_hybrid_hierarchy_memory_comes_from_version_1_and_pressure_from_version_2()
    {
        using RecordedSystem system = new(
            ("/proc/meminfo", Meminfo),
            ("/proc/self/mountinfo", "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"),
            ("/proc/self/cgroup", "4:memory:/user.slice\n0::/user.slice/shell\n"),
            ("/sys/fs/cgroup/memory/user.slice/memory.limit_in_bytes", $"{64 * Mega}\n"), ("/sys/fs/cgroup/memory/user.slice/memory.usage_in_bytes", $"{10 * Mega}\n"),
            ("/sys/fs/cgroup/unified/user.slice/shell/cgroup.type", "domain\n"),
            ("/sys/fs/cgroup/unified/user.slice/shell/cpu.pressure", "some avg10=1.50 avg60=0.00 avg300=0.00 total=5\nfull avg10=0.25 avg60=0.00 avg300=0.00 total=5\n"),
            ("/proc/pressure/memory", "some avg10=12.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=3.00 avg60=0.00 avg300=0.00 total=0\n"));
        SystemState state = system.Read();
        (state.MemoryUsed, state.MemoryLimit, state.MemoryLimitIsContainer).Should().Be((10 * Mega, 64 * Mega, true));
        state.CpuPressure.Should().Be(new PressureState(1.5, 0.25, IsContainer: true));
        state.MemoryPressure.Should().Be(new PressureState(12, 3, IsContainer: false), "the group has no such file");
        state.IoPressure.Should().BeNull();
    }

    [Test]
    public void The_pressure_of_the_top_of_the_hierarchy_is_the_machines_whose_processor_never_stalls_in_full()
    {
        using RecordedSystem system = new(
            ("/proc/self/mountinfo", UnifiedMount), ("/proc/self/cgroup", "0::/\n"), ("/sys/fs/cgroup/cpu.pressure", "some avg10=99.00 avg60=0 avg300=0 total=0\n"),
            ("/proc/pressure/cpu", "some avg10=40.25 avg60=1.00 avg300=1.00 total=1\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"));
        system.Read().CpuPressure.Should().Be(new PressureState(40.25, null, IsContainer: false));
    }

    [Test]
    public void What_cannot_be_read_is_absent()
    {
        using RecordedSystem system = new();
        SystemState state = system.Read();
        (state.MemoryUsed, state.MemoryLimit, state.MemoryLimitIsContainer, state.OutOfMemoryKills, state.ProcessMemory).Should().Be((null, null, null, null, null));
        (state.CpuPressure, state.MemoryPressure, state.IoPressure, state.Disk, state.Handles).Should().Be((null, null, null, null, null));
        state.ThreadPoolThreads.Should().NotBeNull();
    }

    [Test]
    public void A_table_of_mounts_that_is_too_large_is_not_read_by_halves()
    {
        using RecordedSystem system = Container();
        system.Write("/proc/self/mountinfo", UnifiedMount + string.Concat(Enumerable.Range(0, 6000).Select(i => $"{i} 1 0:1 / /mnt/{i}-{new string('x', 30)} rw - tmpfs tmpfs rw\n")));
        SystemState state = system.Read();
        (state.MemoryLimitIsContainer, state.Disk).Should().Be((false, null));
    }

    [Test]
    public void Garbage_in_any_file_is_absent_and_breaks_nothing()
    {
        int seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            using RecordedSystem system = Container();
            string[] files = Directory.GetFiles(system.Root, "*", SearchOption.AllDirectories);
            foreach (string file in files.Where(_ => random.Next(3) == 0)) Spoil(file, random);
            SystemState state = system.Read(out IReadOnlyList<string> omitted);
            omitted.Should().BeEmpty();
            (state.MemoryUsed is null or >= 0).Should().BeTrue();
            (state.MemoryLimit is null or >= 0).Should().BeTrue();
            (state.CpuPressure is null or { Some: >= 0 and <= 100 }).Should().BeTrue();
        }
    }

    [Test]
    public void A_storm_of_failures_shares_one_reading_a_second_and_says_how_old_it_is()
    {
        using RecordedSystem system = Container();
        var clock = new Clock(system.Time);
        var probe = new SystemProbe(clock, new SystemFiles(system.Root));
        var ledger = new CaptureLedger(new CaptureBudget(system.Time, long.MaxValue), 1000);
        probe.Read(ledger)!.Age.Should().Be(TimeSpan.Zero);
        system.Write("/sys/fs/cgroup/memory.current", $"{500 * Mega}\n");
        system.Time.Advance(TimeSpan.FromMilliseconds(999));
        SystemState state = probe.Read(ledger)!;
        (state.MemoryUsed, state.Age).Should().Be((300 * Mega, TimeSpan.FromMilliseconds(999)));
        system.Time.Advance(TimeSpan.FromMilliseconds(1));
        state = probe.Read(ledger)!;
        (state.MemoryUsed, state.Age).Should().Be((400 * Mega, TimeSpan.Zero));
    }

    [Test]
    public void Parts_for_which_there_is_no_time_are_named()
    {
        using RecordedSystem system = Container();
        var probe = new SystemProbe(new Clock(system.Time), new SystemFiles(system.Root));
        var ledger = new CaptureLedger(new CaptureBudget(system.Time, system.Time.GetTimestamp()), 1000);
        probe.Read(ledger)!.MemoryLimit.Should().BeNull();
        ledger.Omitted.Should().Contain("system state, memory: no time left").And.Contain("system state, handles: no time left");
    }

    private static RecordedSystem Container() => new(
        ("/proc/meminfo", Meminfo), ("/proc/self/mountinfo", UnifiedMount), ("/proc/self/cgroup", "0::/\n"), ("/proc/self/statm", "9000 2000 300 1 0 500 0\n"),
        ("/sys/fs/cgroup/cgroup.type", "domain\n"), ("/sys/fs/cgroup/memory.max", $"{512 * Mega}\n"), ("/sys/fs/cgroup/memory.current", $"{400 * Mega}\n"),
        ("/sys/fs/cgroup/memory.events", "low 0\nhigh 0\nmax 12\noom 3\noom_kill 3\noom_group_kill 0\n"), ("/sys/fs/cgroup/memory.stat", $"anon 5\nfile 9\ninactive_anon 1\ninactive_file {100 * Mega}\nactive_file 4\n"),
        ("/sys/fs/cgroup/cpu.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"));

    private static void Spoil(string file, Random random)
    {
        byte[] bytes = File.ReadAllBytes(file);
        if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (random.Next(5) == 0) bytes[i] = (byte)random.Next(256);
        }

        File.WriteAllBytes(file, bytes);
    }
}
