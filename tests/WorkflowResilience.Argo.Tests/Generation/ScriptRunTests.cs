using System.Diagnostics;
using System.Text.Json;
using ArgoGeneration;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

/// <summary>The generated shell, run by a shell: what is posted is what the contract's readers read, and a failure leaves its note.</summary>
[TestFixture]
[Platform(Exclude = "Win")]
public sealed class ScriptRunTests
{
    private string _folder = "";

    [SetUp]
    public void MakeCurl()
    {
        _folder = Directory.CreateTempSubdirectory("argo-scripts").FullName;
        string curl = Path.Combine(_folder, "curl");
        File.WriteAllText(curl, "#!/bin/sh\nfor last; do :; done\ncat >\"$OUT/${last##*/}\"\nexit ${CURL_ENDS:-0}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(curl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase("{\"a\":\"b c\\n%s\"}", "b c\n%s")]
    [TestCase("", null)]
    [TestCase("{{tasks.repository-clone.outputs.parameters.failure-context}}", null)]
    public void A_failed_stage_is_told_with_its_context(string context, string? read)
    {
        (int code, _) = Run("sh", Workflows.Told, "post-failure", ("STAGE", "TestExecution"), ("STATUS", "Failed"), ("CONTEXT", context), ("ANALYSIS_URL", "http://x/analysis"), ("FAILURE_URL", ""));

        code.Should().Be(0);
        StageFailureReport report = ReportJson.ReadStageFailure(Posted("analysis"));
        report.Stage.Should().Be(WorkflowStage.TestExecution);
        JsonElement? told = report.Context;
        (told is { ValueKind: JsonValueKind.Object } json ? json.GetProperty("a").GetString() : null).Should().Be(read);
        Directory.GetFiles(_folder).Should().HaveCount(3, "where no address is, nothing is posted: curl, the script and one post");
    }

    [TestCase("Succeeded", "success")]
    [TestCase("Failed", "final")]
    [TestCase("Error", "final")]
    public void The_end_is_told_in_each_of_its_states(string status, string to)
    {
        (int code, string said) = Run("sh", Workflows.Told, "post-end",
            ("WORKFLOW_STATUS", status), ("WORKFLOW_DURATION", "8.100000"), ("WORKFLOW_FAILURES", status == "Succeeded" ? "\"null\"" : "\"[{\\\"displayName\\\":\\\"a\\\"}]\""),
            ("SUCCESS_URL", "http://x/success"), ("FINAL_ANALYSIS_URL", "http://x/final"), ("RECORD_URL", "http://x/record"), ("CURL_ENDS", "22"));

        code.Should().Be(0, "a post that fails changes nothing");
        said.Should().Contain("the workflow goes on");
        WorkflowReport report = ReportJson.ReadWorkflow(Posted(to));
        report.Status.ToString().Should().Be(status);
        report.Failures.Should().HaveCount(status == "Succeeded" ? 0 : 1);
        Posted("record").Should().Be(Posted(to));
        Directory.GetFiles(_folder).Should().HaveCount(4);
    }

    [TestCase("exit 7", "5", 7)]
    [TestCase("false | true", "5", 1)]
    [TestCase("exit 7", "5; true", 78)]
    [TestCase("[ \"$X\" = 5 ]", "5", 0)]
    public void A_script_keeps_its_exit_code_and_notes_it(string script, string x, int code)
    {
        var workflow = new ArgoWorkflow("w")
        {
            Inputs = [new ArgoInput("x") { Pattern = "^[0-9]+$" }],
            Stages = [new ArgoStage("Build", new StagePolicy(), ArgoWork.Script("registry.example/app:1.0", script + "\n")) { Environment = new Dictionary<string, ArgoValue> { ["X"] = ArgoValue.Parameter("x") } }],
        };
        string note = Path.Combine(_folder, "note");

        Run("bash", workflow, "build", ("X", x), ("WORKFLOW_STAGE", "Build"), ("WORKFLOW_ATTEMPT", "1"), ("WORKFLOW_FAILURE_CONTEXT", note)).Code.Should().Be(code);

        File.Exists(note).Should().Be(code != 0);
        if (code != 0) File.ReadAllText(note).Should().Be($"{{\"stage\":\"Build\",\"attempt\":1,\"exitCode\":{code}}}\n");
    }

    private string Posted(string to) => File.ReadAllText(Path.Combine(_folder, to));

    private (int Code, string Said) Run(string shell, ArgoWorkflow workflow, string template, params (string Name, string Value)[] variables)
    {
        YamlMapping script = YamlReader.Read(ArgoGenerator.Generate(workflow).Yaml).Documents[0].Should().BeOfType<YamlMapping>().Which
            .MappingAt("spec")!.SequenceAt("templates")!.Cast<YamlMapping>().Single(one => one.TextAt("name") == template).MappingAt("script")!;
        string file = Path.Combine(_folder, "script");
        File.WriteAllText(file, script.TextAt("source"));
        string[] command = [.. script.SequenceAt("command")!.Cast<YamlScalar>().Select(part => part.Value)];
        command[0].Should().Be(shell);
        var start = new ProcessStartInfo(shell, [.. command[1..], file]) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach ((string name, string value) in variables.Concat([("OUT", _folder), ("TOKEN", "t"), ("WORKFLOW_NAME", "w"), ("WORKFLOW_RUN_ID", "u")])) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
