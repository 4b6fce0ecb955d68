namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class WorkflowExitCodesTests
{
    [TestCase(StageReason.None, WorkflowExitCode.Ok)]
    [TestCase(StageReason.Cancelled, WorkflowExitCode.Unknown)]
    [TestCase(StageReason.NotConfigured, WorkflowExitCode.Configuration)]
    [TestCase(StageReason.Abandoned, WorkflowExitCode.NeedsPerson)]
    [TestCase(StageReason.UnknownOutcome, WorkflowExitCode.NeedsPerson)]
    [TestCase(StageReason.CircuitIsolated, WorkflowExitCode.NeedsPerson)]
    [TestCase(StageReason.CircuitOpen, WorkflowExitCode.Unavailable)]
    [TestCase(StageReason.BulkheadFull, WorkflowExitCode.Transient)]
    [TestCase(StageReason.ServerDelayTooLong, WorkflowExitCode.Transient)]
    public void A_reason_that_speaks_for_itself_decides(StageReason reason, WorkflowExitCode expected) =>
        WorkflowExitCodes.Of(Failure(reason, FailureKind.Compilation) with { ExitCode = 78 }).Should().Be(reason == StageReason.None ? WorkflowExitCode.Ok : expected);

    [TestCase("Network", WorkflowExitCode.Transient)]
    [TestCase("Timeout", WorkflowExitCode.Transient)]
    [TestCase("RateLimited", WorkflowExitCode.Transient)]
    [TestCase("Resource", WorkflowExitCode.Transient)]
    [TestCase("Flaky", WorkflowExitCode.Transient)]
    [TestCase("Unavailable", WorkflowExitCode.Unavailable)]
    [TestCase("Authentication", WorkflowExitCode.Authentication)]
    [TestCase("Configuration", WorkflowExitCode.Configuration)]
    [TestCase("NotFound", WorkflowExitCode.Defect)]
    [TestCase("InvalidInput", WorkflowExitCode.Defect)]
    [TestCase("Compilation", WorkflowExitCode.Defect)]
    [TestCase("TestFailure", WorkflowExitCode.Defect)]
    [TestCase("Cancelled", WorkflowExitCode.Unknown)]
    [TestCase("Unknown", WorkflowExitCode.Unknown)]
    [TestCase("Quota", WorkflowExitCode.Unknown)]
    public void Otherwise_the_kind_and_its_verdict_decide(string kind, WorkflowExitCode expected) =>
        WorkflowExitCodes.Of(Failure(StageReason.AttemptsExhausted, FailureKind.Of(kind))).Should().Be(expected);

    [Test]
    public void The_verdict_on_a_kind_of_the_host_decides()
    {
        WorkflowExitCodes.Of(Failure(StageReason.StopCondition, FailureKind.Of("Quota")) with { Verdict = FailureVerdict.Permanent }).Should().Be(WorkflowExitCode.Defect);
        WorkflowExitCodes.Of(Failure(StageReason.StopCondition, FailureKind.Of("Quota")) with { Verdict = FailureVerdict.Transient }).Should().Be(WorkflowExitCode.Transient);
    }

    [TestCase(70)]
    [TestCase(75)]
    [TestCase(76)]
    [TestCase(77)]
    [TestCase(78)]
    [TestCase(79)]
    public void The_code_of_a_child_that_keeps_the_contract_is_passed_on(int exitCode)
    {
        StageFailure failure = Samples.Failure(StageReason.AttemptsExhausted, Samples.Classify(new ProgramFailure(exitCode)));

        ((int)WorkflowExitCodes.Of(failure)).Should().Be(exitCode);
    }

    [TestCase(0, "Unknown", FailureVerdict.Unknown)]
    [TestCase(1, "Unknown", FailureVerdict.Unknown)]
    [TestCase(69, "Unknown", FailureVerdict.Unknown)]
    [TestCase(124, "Timeout", FailureVerdict.Transient)]
    [TestCase(126, "Configuration", FailureVerdict.Permanent)]
    [TestCase(127, "Configuration", FailureVerdict.Permanent)]
    [TestCase(128, "Unknown", FailureVerdict.Unknown)]
    [TestCase(130, "Cancelled", FailureVerdict.Unknown)]
    [TestCase(134, "Unknown", FailureVerdict.Unknown)]
    [TestCase(137, "Resource", FailureVerdict.Transient)]
    [TestCase(139, "Unknown", FailureVerdict.Unknown)]
    [TestCase(143, "Cancelled", FailureVerdict.Transient)]
    [TestCase(-1073741510, "Cancelled", FailureVerdict.Unknown)]
    public void A_child_s_exit_code_has_a_meaning_or_none(int exitCode, string kind, FailureVerdict verdict)
    {
        FailureFacts facts = WorkflowExitCodes.FactsOf(exitCode);

        (facts.Kind.Name, facts.Verdict, facts.ExitCode).Should().Be((kind, verdict, exitCode));
    }

    [Test]
    public void The_table_of_children_lists_each_code_once() => WorkflowExitCodes.Children.Select(c => c.Code).Should().OnlyHaveUniqueItems();

    [TestCase(FailureCategory.Network, FailureVerdict.Transient, WorkflowExitCode.Transient)]
    [TestCase(FailureCategory.RateLimiting, FailureVerdict.Transient, WorkflowExitCode.Transient)]
    [TestCase(FailureCategory.CodeQuality, FailureVerdict.Transient, WorkflowExitCode.Transient)]
    [TestCase(FailureCategory.Unknown, FailureVerdict.Transient, WorkflowExitCode.Transient)]
    [TestCase(FailureCategory.Authentication, FailureVerdict.Transient, WorkflowExitCode.Transient)]
    [TestCase(FailureCategory.ExternalDependency, FailureVerdict.Transient, WorkflowExitCode.Unavailable)]
    [TestCase(FailureCategory.Authentication, FailureVerdict.Permanent, WorkflowExitCode.Authentication)]
    [TestCase(FailureCategory.Authentication, FailureVerdict.Unknown, WorkflowExitCode.Authentication)]
    [TestCase(FailureCategory.Configuration, FailureVerdict.Permanent, WorkflowExitCode.Configuration)]
    [TestCase(FailureCategory.Configuration, FailureVerdict.Unknown, WorkflowExitCode.Configuration)]
    [TestCase(FailureCategory.Unknown, FailureVerdict.Unknown, WorkflowExitCode.Unknown)]
    [TestCase(FailureCategory.ExternalDependency, FailureVerdict.Unknown, WorkflowExitCode.Unknown)]
    [TestCase(FailureCategory.CodeQuality, FailureVerdict.Unknown, WorkflowExitCode.Unknown)]
    [TestCase(FailureCategory.CodeQuality, FailureVerdict.Permanent, WorkflowExitCode.Defect)]
    [TestCase(FailureCategory.ResourceExhaustion, FailureVerdict.Permanent, WorkflowExitCode.NeedsPerson)]
    [TestCase(FailureCategory.Unknown, FailureVerdict.Permanent, WorkflowExitCode.NeedsPerson)]
    public void Of_a_diagnosis_a_transient_verdict_decides_before_the_category(FailureCategory category, FailureVerdict verdict, WorkflowExitCode expected) =>
        WorkflowExitCodes.Of(Diagnosis(category, verdict)).Should().Be(expected);

    [Test]
    public void A_diagnosis_never_says_that_all_is_well()
    {
        foreach (FailureCategory category in Enum.GetValues<FailureCategory>())
        {
            foreach (FailureVerdict verdict in Enum.GetValues<FailureVerdict>())
            {
                WorkflowExitCode code = WorkflowExitCodes.Of(Diagnosis(category, verdict));

                code.Should().NotBe(WorkflowExitCode.Ok);
                (code is WorkflowExitCode.Transient or WorkflowExitCode.Unavailable).Should().Be(verdict == FailureVerdict.Transient, "{0} {1}", category, verdict);
            }
        }
    }

    private static FailureDiagnosis Diagnosis(FailureCategory category, FailureVerdict verdict) =>
        new() { Category = category, Verdict = verdict, Severity = FailureSeverity.Medium, RootCause = "r", Confidence = 1, Recommendations = [] };

    private static StageFailure Failure(StageReason reason, FailureKind kind) => Samples.Failure(reason, new FailureFacts { Kind = kind, Verdict = kind.UsualVerdict() });
}
