using System.Runtime.Versioning;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Processes;

[TestFixture]
[Platform("Unix")]
[UnsupportedOSPlatform("windows")]
[RequiresProgram("sh")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProgramStartTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("wr-start-");

    public void Dispose() => _directory.Delete(recursive: true);

    private string Write(string name, string content, bool executable, string? directory = null)
    {
        string file = Path.Combine(directory ?? _directory.FullName, name);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
        return file;
    }

    private static async Task<string> Refusal(ProgramStage stage)
    {
        ProgramNotStartedException refusal = (await FluentActions.Awaiting(() => stage.RunAsync(default).AsTask()).Should().ThrowAsync<ProgramNotStartedException>()).Which;
        refusal.Program.Should().Be(stage.Program);
        refusal.Message.Should().NotContain("hidden");
        return refusal.Message;
    }

    private ProgramStage WithPath(string program, string path) => ProgramStage.Of(program, "hidden") with { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = path } };

    [Test]
    public async Task An_unknown_name_says_where_it_was_looked_for() =>
        (await Refusal(WithPath("no-such-program", "/one:/two"))).Should().Be(
            "The program 'no-such-program' was not started: it was not found (looked in PATH: /one, /two). Install it, correct the name, or give its full path.");

    [Test]
    public async Task An_empty_path_is_named() => (await Refusal(WithPath("sh", ""))).Should().Contain("(PATH is empty)");

    [Test]
    public async Task A_path_that_does_not_exist_or_is_a_directory_is_named()
    {
        (await Refusal(ProgramStage.Of(_directory.FullName + "/none", "hidden"))).Should().Contain($"'{_directory.FullName}/none' does not exist");
        (await Refusal(ProgramStage.Of(_directory.FullName, "hidden"))).Should().Contain("is a directory");
    }

    [Test]
    public async Task A_file_that_is_not_executable_says_what_to_do()
    {
        string file = Write("tool", "#!/bin/sh\n", executable: false);
        (await Refusal(ProgramStage.Of(file, "hidden"))).Should().Contain("is not executable").And.Contain("chmod +x");
        (await Refusal(WithPath("tool", _directory.FullName))).Should().Contain($"'{file}' is not executable");
    }

    [Test]
    public async Task A_file_that_is_no_program_gives_the_systems_reason()
    {
        string file = Write("tool", "\u007fELF nonsense", executable: true);
        (await Refusal(ProgramStage.Of(file, "hidden"))).Should().Contain("refused to start").And.Contain("format");
    }

    [Test]
    public async Task A_working_directory_that_does_not_exist_is_named() =>
        (await Refusal(ProgramStage.Of("sh", "hidden") with { WorkingDirectory = "/no/such/place" })).Should().Contain("working directory '/no/such/place' does not exist");

    [Test]
    public async Task The_stages_own_path_decides_and_a_file_that_is_not_executable_does_not_hide_a_later_one()
    {
        DirectoryInfo first = _directory.CreateSubdirectory("first");
        Write("tool", "", executable: false, first.FullName);
        Write("tool", "#!/bin/sh\necho mine", executable: true);
        (await WithPath("tool", $"{first.FullName}:{_directory.FullName}").RunAsync(default)).Output.Should().Be("mine");
    }

    [Test]
    public async Task A_program_in_the_hosts_own_directory_is_not_run_by_its_bare_name()
    {
        string name = $"wr-decoy-{Guid.NewGuid():N}";
        string file = Write(name, "#!/bin/sh\necho decoy", executable: true, AppContext.BaseDirectory);
        try
        {
            (await Refusal(ProgramStage.Of(name))).Should().Contain("not found");
        }
        finally
        {
            File.Delete(file);
        }
    }
}
