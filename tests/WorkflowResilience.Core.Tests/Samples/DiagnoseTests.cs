using System.Text.Json;
using WorkflowResilience.Processes;
using WorkflowResilience.Tests.Support;

namespace WorkflowResilience.Tests.Samples;

/// <summary>The sample Diagnose as a person and as a script use it. What the built-in packs say is their own tests' business: patterns of the test's own decide here.</summary>
[TestFixture]
[RequiresProgram("dotnet")]
public sealed class DiagnoseTests
{
    private const string Pack = """
        { "schema": 1, "pack": "acme", "version": "1.2.0", "patterns": [
          { "id": "acme.stuck", "title": "The widget is stuck", "category": "Infrastructure", "transient": true, "tier": 3, "any": ["WDG-0001"], "link": "https://docs.example.org/stuck",
            "factors": ["It is old"], "recommendations": [
              { "action": "CleanUp", "text": "Shake the widget.", "takes": "10m", "automatic": true }, { "action": "AlertOperator", "text": "Call the smith." } ],
            "tests": { "match": ["error WDG-0001"] } },
          { "id": "acme.service", "title": "The widget service is down", "category": "ExternalDependency", "transient": true, "tier": 3, "any": ["WDG-0002"], "tests": { "match": ["error WDG-0002"] } },
          { "id": "acme.badge", "title": "The badge is refused", "category": "Authentication", "transient": false, "tier": 3, "any": ["WDG-0003"], "tests": { "match": ["error WDG-0003"] } },
          { "id": "acme.dial", "title": "The dial is set wrong", "category": "Configuration", "transient": false, "tier": 3, "any": ["WDG-0004"], "tests": { "match": ["error WDG-0004"] } },
          { "id": "acme.full", "title": "The bin is full", "category": "ResourceExhaustion", "transient": false, "tier": 3, "any": ["WDG-0005"], "tests": { "match": ["error WDG-0005"] } },
          { "id": "acme.plan", "title": "The plan is wrong", "category": "CodeQuality", "transient": false, "tier": 3, "any": ["WDG-0006"], "tests": { "match": ["error WDG-0006"] } } ] }
        """;

    private string _folder = "", _packs = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("diagnose-").FullName;
        _packs = Directory.CreateDirectory(Path.Combine(_folder, "packs")).FullName;
        File.WriteAllText(Path.Combine(_packs, "acme.json"), Pack);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_diagnosis_reads_as_approved()
    {
        (int code, string output, string errors) = await RunAsync("assembling\n\tバネ error WDG-0001: it hangs\nProcess completed with exit code 3.\n", "--packs", _packs);

        errors.Should().BeEmpty();
        code.Should().Be(75);
        output.Should().Match("""
            cause        The widget is stuck
                         Infrastructure; may pass by itself; severity High
            confidence   ?? %; it rests on a code or structure of one cause (cause-3)

                1   assembling
                2 >     バネ error WDG-0001: it hangs
                                   ^^^^^^^^
                3 w Process completed with exit code 3.

            pattern      acme.stuck of the pack acme 1.2.0
            why          a cause of tier 3 on line 2, a line that tells of an error
                         before ci.exit-code: *
            runner-up    *(*ci.exit-code on line 3: 'Process completed with exit code*')
            factors      It is old
            advice       1. Shake the widget.
                            CleanUp, about 10 min, a program can do it
                         2. Call the smith.
                            AlertOperator, a person does it
            link         https://docs.example.org/stuck
            fingerprint  fp1:????????????????????
            """.ReplaceLineEndings("\n"));
    }

    [TestCase("12 passed\nall is well", 0)]
    [TestCase("error: it went up in smoke", 69)]
    [TestCase("error WDG-0006: it hangs", 70)]
    [TestCase("error WDG-0001: it hangs", 75)]
    [TestCase("error WDG-0002: it hangs", 76)]
    [TestCase("error WDG-0003: it hangs", 77)]
    [TestCase("error WDG-0004: it hangs", 78)]
    [TestCase("error WDG-0005: it hangs", 79)]
    public async Task The_exit_code_is_that_of_the_contract(string text, int expected) => (await RunAsync(text, "--packs", _packs)).Code.Should().Be(expected);

    [Test]
    public async Task Of_several_files_the_one_that_a_repetition_helps_least_decides_and_one_that_cannot_be_read_stops_nothing()
    {
        string stuck = Write("stuck.log", "error WDG-0001"), dial = Write("dial.log", "error WDG-0004"), fine = Write("fine.log", "all is well");

        (int code, string output, _) = await RunAsync("", "--packs", _packs, stuck, dial, fine);
        (int unread, string rest, string errors) = await RunAsync("", "--packs", _packs, stuck, Path.Combine(_folder, "none.log"), fine);

        code.Should().Be(78);
        output.Should().MatchRegex("(?s)== .*stuck.log\n.*== .*dial.log\n.*The dial is set wrong.*== .*fine.log\ncause        none");
        unread.Should().Be(1);
        rest.Should().Contain("fine.log");
        errors.Should().Contain("none.log");
    }

    [Test]
    public async Task As_JSON_there_is_one_document_for_each_file()
    {
        string stuck = Write("stuck.log", "making\nerror WDG-0001: it hangs"), fine = Write("fine.log", "all is well");

        (int code, string output, _) = await RunAsync("", "--format", "json", "--packs", _packs, stuck, fine);

        code.Should().Be(75);
        string[] lines = output.Split('\n');
        lines.Should().HaveCount(2);
        using JsonDocument first = JsonDocument.Parse(lines[0]), second = JsonDocument.Parse(lines[1]);
        JsonElement diagnosis = first.RootElement.GetProperty("diagnosis");
        first.RootElement.GetProperty("file").GetString().Should().Be(stuck);
        first.RootElement.GetProperty("exitCode").GetInt32().Should().Be(75);
        first.RootElement.GetProperty("fingerprint").GetString().Should().StartWith("fp1:");
        first.RootElement.GetProperty("excerpt").GetProperty("lines")[1].GetProperty("role").GetString().Should().Be("Cause");
        diagnosis.GetProperty("category").GetString().Should().Be("Infrastructure");
        diagnosis.GetProperty("recommendations")[0].GetProperty("action").GetString().Should().Be("CleanUp");
        second.RootElement.GetProperty("diagnosis").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Test]
    public async Task Lines_are_answered_in_their_order_and_bad_ones_are_told_with_number_and_reason()
    {
        IEnumerable<string> lines = Enumerable.Range(0, 300).Select(i => i switch
        {
            7 => "{\"id\":\"q7\"",
            8 => "[]",
            9 => "",
            10 => "{\"id\":\"q10\",\"text\":7}",
            _ => JsonSerializer.Serialize(new { id = $"q{i}", text = i % 2 == 0 ? "error WDG-0001" + new string(' ', 40 * (300 - i)) : "all is well" }),
        });

        (int code, string output, string errors) = await RunAsync(string.Join('\n', lines), "--jsonl", "--packs", _packs);

        code.Should().Be(1);
        errors.Split('\n').Should().HaveCount(3);
        errors.Should().Match("standard input, line 8: it is no JSON, byte*\nstandard input, line 9: it is no object*\nstandard input, line 11: \"text\" is missing, or no string");
        string[] answers = output.Split('\n');
        answers.Should().HaveCount(296);
        answers.Select(Id).Should().Equal(Enumerable.Range(0, 300).Where(i => i is < 7 or > 10).Select(i => $"q{i}"));
        answers[0].Should().Match("{\"id\":\"q0\",\"category\":\"Infrastructure\",\"verdict\":\"transient\",\"confidence\":0.*,\"patterns\":[\"acme.stuck\"],\"recommendation\":\"Shake the widget.\"}");
        answers[1].Should().Be("{\"id\":\"q1\",\"category\":\"None\",\"verdict\":\"unknown\",\"confidence\":0,\"patterns\":[],\"recommendation\":null}");
    }

    [Test]
    public async Task Numbers_are_ids_as_well_and_a_long_line_is_read_whole()
    {
        (int code, string output, _) = await RunAsync($"\uFEFF{{\"text\":\"{new string('x', 300_000)}\\nerror WDG-0004\",\"id\":12345678901234567890}}", "--jsonl", "--packs", _packs);

        code.Should().Be(0);
        output.Should().StartWith("{\"id\":12345678901234567890,\"category\":\"Configuration\",\"verdict\":\"permanent\"");
    }

    [Test]
    public async Task What_decides_is_underlined_also_behind_a_line_number_of_six_digits()
    {
        (_, string output, _) = await RunAsync(string.Concat(Enumerable.Repeat("assembling\n", 100_000)) + "error WDG-0001", "--packs", _packs);

        string[] lines = output.Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith("100001 ", StringComparison.Ordinal));
        lines[at + 1].IndexOf('^', StringComparison.Ordinal).Should().Be(lines[at].IndexOf("WDG", StringComparison.Ordinal));
    }

    [Test]
    public async Task Halves_of_characters_keep_no_line_from_its_answer()
    {
        string[] lines = ["""{"id":"\ud800","text":"error WDG-0001"}""", """{"id":2,"text":"\udcff \ud83d\ude00 error WDG-0004"}""", """{"id":3,"text":"all is well"}"""];

        (int code, string output, string errors) = await RunAsync(string.Join('\n', lines), "--jsonl", "--packs", _packs);

        (code, errors).Should().Be((0, ""));
        output.Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("category").GetString()).Should().Equal("Infrastructure", "Configuration", "None");
    }

    [Test]
    public async Task Packs_of_a_folder_need_names_of_their_own_but_no_order()
    {
        File.WriteAllText(Path.Combine(_packs, "aaa.json"), """{ "schema": 1, "pack": "aaa", "version": "1.0.0", "disable": [ "acme.stuck" ] }""");
        File.WriteAllText(Path.Combine(_packs, "twin.json"), """{ "schema": 1, "pack": "acme", "version": "1.0.0" }""");

        (int code, string output, string errors) = await RunAsync("error WDG-0001", "--packs", _packs);
        (_, string other, _) = await RunAsync("error WDG-0004", "--packs", _packs);

        code.Should().Be(1);
        errors.Should().Match("pack refused: *twin.json: pack: '*acme.json' holds a pack with the name 'acme' as well; give each a name of its own.");
        output.Should().NotContain("The widget is stuck");
        other.Should().Contain("The dial is set wrong");
    }

    [Test]
    public async Task A_pack_that_is_refused_is_told_with_file_place_and_reason_and_the_others_stay()
    {
        File.WriteAllText(Path.Combine(_packs, "bad.json"), Pack.Replace("\"acme\"", "\"bad\"", StringComparison.Ordinal).Replace("ResourceExhaustion", "Fullness", StringComparison.Ordinal));

        (int code, string output, string errors) = await RunAsync("error WDG-0001", "--packs", _packs);

        code.Should().Be(1);
        errors.Should().Match("pack refused: *bad.json: patterns[4] acme.full: category: 'Fullness' is none of *");
        output.Should().Contain("The widget is stuck");
    }

    [TestCase("--format", "xml")]
    [TestCase("--packs")]
    [TestCase("--jsonl", "--format", "json")]
    [TestCase("--redact", "--packs", "x")]
    public async Task A_wrong_command_is_explained(params string[] arguments)
    {
        (int code, string output, string errors) = await RunAsync("", arguments);

        (code, output).Should().Be((2, ""));
        errors.Should().StartWith("--").And.Contain("Exit code of a diagnosis");
    }

    private static string? Id(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("id").GetString();
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string input, params string[] arguments)
    {
        string built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string program = Path.GetFullPath(Path.Combine(built, "..", "..", "Diagnose", Path.GetFileName(built), "Diagnose.dll"));
        ProgramStage stage = ProgramStage.Of("dotnet", [program, .. arguments]) with
        {
            Input = input,
            MaxOutputLines = 10_000,
            MaxLineLength = 100_000,
            AcceptedExitCodes = [.. Enumerable.Range(0, 256)],
            Redact = line => line,
        };
        ProgramResult result = await stage.RunAsync(CancellationToken.None);
        return (result.ExitCode, Lines(result, isError: false), Lines(result, isError: true));
    }

    private static string Lines(ProgramResult result, bool isError) => string.Join('\n', result.Tail.Where(line => line.IsError == isError).Select(line => line.Text));

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
