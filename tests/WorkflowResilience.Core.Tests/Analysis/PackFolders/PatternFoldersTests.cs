using System.Text;
using WorkflowResilience.Analysis;
using WorkflowResilience.Testing;
using WorkflowResilience.Tests.Analysis.Patterns;

namespace WorkflowResilience.Tests.Analysis.PackFolders;

/// <summary>A runner that follows folders on the disk.</summary>
[TestFixture]
public sealed class PatternFoldersTests
{
    private const ResilienceEventKinds Kinds = ResilienceEventKinds.PatternsChanged | ResilienceEventKinds.PatternsRemoved | ResilienceEventKinds.PatternsRefused;

    private readonly ManualTimeProvider _time = new();
    private DirectoryInfo _folder = null!;
    private RecordingObserver _seen = null!;

    [SetUp]
    public void Begin()
    {
        _folder = Directory.CreateTempSubdirectory("workflow-patterns");
        _seen = new RecordingObserver(Kinds);
    }

    [TearDown]
    public void End() => _folder.Delete(recursive: true);

    [Test]
    public void What_is_there_is_in_effect_before_the_first_stage_and_what_is_wrong_is_told_at_once()
    {
        Write("a.json", Packs.Json(Packs.Pattern()));
        Write("b.json", Encoding.UTF8.GetBytes("{"));
        Write(".c.json", Encoding.UTF8.GetBytes("{"));
        Write("d.txt", Encoding.UTF8.GetBytes("{"));
        using WorkflowRunner runner = Runner(_folder.FullName);

        new FailureAnalyzer(runner.Patterns).Diagnose($"error: {Packs.Example}")!.Pattern.Should().Be("acme.slot-locked");
        _seen.Kinds.Should().Equal(ResilienceEventKinds.PatternsChanged, ResilienceEventKinds.PatternsRefused);
        (_seen.Events[0].PatternFile, _seen.Events[0].Pack).Should().Be((At("a.json"), "acme 1.0.0"));
        (_seen.Events[1].PatternFile, _seen.Events[1].Pack).Should().Be((At("b.json"), null));
        _seen.Events[1].Problems.Should().ContainSingle().Which.Should().StartWith("$");
    }

    [Test]
    public void A_change_is_found_by_reading_now_and_then_also_when_nobody_tells_of_it()
    {
        using WorkflowRunner runner = Runner(_folder.FullName);
        Write("a.json", Packs.Json(Packs.Pattern()));
        _time.Advance(TimeSpan.FromMinutes(1));
        Find(runner).Should().BeTrue();

        File.Delete(At("a.json"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Find(runner).Should().BeFalse();
        _seen.Kinds.Should().Equal(ResilienceEventKinds.PatternsChanged, ResilienceEventKinds.PatternsRemoved);
    }

    [Test]
    public void A_folder_that_is_not_there_yet_is_told_of_once_and_waited_for()
    {
        string later = Path.Combine(_folder.FullName, "later");
        using WorkflowRunner runner = Runner(later);
        _seen.Events.Should().ContainSingle().Which.Problems.Should().ContainSingle().Which.Should().Contain("not there");

        Directory.CreateDirectory(later);
        Write("later/a.json", Packs.Json(Packs.Pattern()));
        _time.Advance(TimeSpan.FromMinutes(1));
        Find(runner).Should().BeTrue();
        _seen.Events.Should().HaveCount(2);
    }

    [Test]
    public void A_single_file_is_followed_and_its_neighbours_are_not()
    {
        Write("a.json", Packs.Json(Packs.Pattern()));
        Write("b.json", Packs.Json(Packs.Pattern("bolt.x", "bolt is loose", "bolt is loose"), "bolt"));
        using WorkflowRunner runner = Runner(At("a.json"));

        Find(runner).Should().BeTrue();
        runner.Patterns.Find("bolt.x").Should().BeNull();
    }

    [Test]
    public void After_disposal_nothing_is_read_and_what_was_read_stays()
    {
        Write("a.json", Packs.Json(Packs.Pattern()));
        WorkflowRunner runner = Runner(_folder.FullName);
        runner.Dispose();
        File.Delete(At("a.json"));
        _time.Advance(TimeSpan.FromMinutes(5));

        Find(runner).Should().BeTrue();
    }

    [Test]
    public void A_path_of_nothing_is_a_wrong_option() =>
        FluentActions.Invoking(() => Runner(" ")).Should().Throw<ResilienceConfigurationException>().WithMessage("*Patterns has a folder without a path*");

    [Test, CancelAfter(60_000)]
    public async Task A_file_system_that_tells_of_changes_is_heard(CancellationToken cancellationToken)
    {
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.PatternFolders.Add(_folder.FullName);
            options.Observers.Add(_seen);
        });
        byte[] whole = Packs.Json(Packs.Pattern());
        Write("a.json", whole[..20]);
        await Task.Delay(50, cancellationToken);
        Write("a.json", whole);

        while (!Find(runner)) await Task.Delay(20, cancellationToken);
        _seen.Kinds.Should().Equal(ResilienceEventKinds.PatternsChanged);
    }

    private static bool Find(WorkflowRunner runner) => runner.Patterns.Find("acme.slot-locked") is not null;

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, byte[] content) => File.WriteAllBytes(At(name), content);

    private WorkflowRunner Runner(string path) => WorkflowRunner.Create(options =>
    {
        options.TimeProvider = _time;
        options.Patterns = PatternLibrary.Only();
        options.PatternFolders.Add(path);
        options.Observers.Add(_seen);
    });
}
