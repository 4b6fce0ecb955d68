using System.Text.Json;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Analysis.Capture;

/// <summary>
/// A program takes a capture in surroundings that are really so: under a control group's memory limit, on a full file system, without handles. What a machine does not permit to set up is skipped with the
/// reason.
/// </summary>
[TestFixture]
[Platform("Linux")]
[RequiresProgram("dotnet", "sh", "prlimit", "unshare", "mount", "dd", "tail")]
public sealed class SurroundingsTests
{
    private const long Mega = 1 << 20;

    private static readonly string s_probe = Probe();

    [Test]
    public async Task Under_a_control_groups_limit_memory_is_told_against_that_limit()
    {
        using MemoryGroup group = Group(160 * Mega);
        SystemState state = await TakeAsync(group.Enter($"{s_probe} touch 48"));
        (state.MemoryLimit, state.MemoryLimitIsContainer, state.OutOfMemoryKills).Should().Be((group.Limit, true, 0));
        state.MemoryLimit.Should().BeInRange(159 * Mega, 160 * Mega);
        state.MemoryUsed.Should().BeInRange(48 * Mega, 160 * Mega);
        state.ProcessMemory.Should().BeInRange(48 * Mega, 200 * Mega);
    }

    [Test]
    public async Task A_kill_for_want_of_memory_is_told()
    {
        using MemoryGroup group = Group(96 * Mega);
        ProgramResult eater = await (ProgramStage.Of("sh", "-c", group.Enter("tail /dev/zero")) with { AcceptedExitCodes = [137] }).RunAsync(CancellationToken.None);
        eater.ExitCode.Should().Be(137, "the kernel kills what reads an endless line into memory");
        (await TakeAsync(group.Enter(s_probe))).OutOfMemoryKills.Should().BeGreaterThanOrEqualTo(1);
    }

    [Test]
    public async Task File_pages_that_can_be_dropped_do_not_count_as_used()
    {
        using MemoryGroup group = Group(256 * Mega);
        string file = Path.Combine(AppContext.BaseDirectory, $"pages-{Guid.NewGuid():N}");
        try
        {
            SystemState state = await TakeAsync(group.Enter($"sh -c \"dd if=/dev/zero of='{file}' bs=1M count=96 conv=fsync 2>/dev/null && exec {s_probe}\""));
            if (group.Usage < 90 * Mega) Assert.Ignore("the file system of the tests keeps no pages of its files");
            state.MemoryUsed.Should().BeLessThan(group.Usage - (60 * Mega));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task On_a_full_file_system_no_byte_is_free()
    {
        DiskState disk = await OnSmallFileSystemAsync("dd if=/dev/zero of=full bs=4096 2>/dev/null");
        (disk.FreeBytes, disk.TotalBytes, disk.TotalInodes).Should().Be((0, 65_536, 16));
        disk.FreeInodes.Should().BeInRange(1, 15);
    }

    [Test]
    public async Task On_a_file_system_with_too_many_files_no_inode_is_free_though_bytes_are()
    {
        DiskState disk = await OnSmallFileSystemAsync("i=0; while true > file$i; do i=$((i+1)); done 2>/dev/null");
        (disk.FreeInodes, disk.TotalInodes, disk.FreeBytes).Should().Be((0, 16, 65_536));
    }

    [TestCase("exhaust", Description = "the first capture of the process")]
    [TestCase("exhaust-late", Description = "behind an earlier one")]
    public async Task Without_handles_that_is_told_and_all_the_rest_as_well(string how)
    {
        SystemState state = await TakeAsync($"exec prlimit --nofile=250:250 {s_probe} {how}");
        (state.Handles, state.HandleLimit).Should().Be((250, 250));
        (state.MemoryUsed, state.ProcessMemory, state.Disk).Should().NotBe((null, null, null));
        (state.MemoryUsed is > 0 && state.ProcessMemory is > 0 && state.Disk is { TotalBytes: > 0 }).Should().BeTrue("one handle is kept in reserve to read the rest");
    }

    [Test]
    public async Task With_handles_to_spare_they_are_counted()
    {
        SystemState few = await TakeAsync($"exec prlimit --nofile=1000:1000 {s_probe}"), more = await TakeAsync($"exec prlimit --nofile=1000:1000 {s_probe} open 100");
        few.Handles.Should().BeInRange(4, 500);
        (more.Handles - few.Handles).Should().BeInRange(95, 105);
        more.HandleLimit.Should().Be(1000);
    }

    private static async Task<DiskState> OnSmallFileSystemAsync(string fill)
    {
        string directory = Directory.CreateTempSubdirectory("wf-capture-").FullName;
        try
        {
            // In a name space of its own, so that the mount ends with the program.
            string script = $"mount -t tmpfs -o size=64k,nr_inodes=16 none '{directory}' || exit 42; cd '{directory}' && {fill}; exec {s_probe}";
            ProgramResult result = await Run("unshare", ["-m", "sh", "-c", script], 42, 1);
            if (result.ExitCode != 0) Assert.Ignore($"a file system cannot be mounted here: {string.Join(' ', result.Tail)}");
            DiskState disk = State(result).Disk!;
            disk.Path.Should().Be(directory);
            return disk;
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    private static MemoryGroup Group(long bytes)
    {
        if (MemoryGroup.Make(bytes, out string reason) is { } group) return group;
        Assert.Ignore(reason);
        throw new InvalidOperationException(reason);
    }

    private static async Task<SystemState> TakeAsync(string script) => State(await Run("sh", ["-c", script]));

    private static Task<ProgramResult> Run(string program, string[] arguments, params int[] accepted) =>
        (ProgramStage.Of(program, arguments) with { AcceptedExitCodes = [0, .. accepted] }).RunAsync(CancellationToken.None).AsTask();

    private static SystemState State(ProgramResult result)
    {
        using JsonDocument json = JsonDocument.Parse(result.Tail[^1].Text);
        json.RootElement.GetProperty("Omitted").GetArrayLength().Should().Be(0, result.Tail[^1].Text);
        return json.RootElement.GetProperty("System").Deserialize<SystemState>()!;
    }

    private static string Probe()
    {
        string built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        return $"dotnet '{Path.GetFullPath(Path.Combine(built, "..", "..", "WorkflowResilience.CaptureProbe", Path.GetFileName(built), "WorkflowResilience.CaptureProbe.dll"))}'";
    }
}
