namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class DiagnosisTextTests
{
    private static readonly FailureDiagnosis s_diagnosis = new()
    {
        Category = FailureCategory.Authentication,
        Verdict = FailureVerdict.Permanent,
        Severity = FailureSeverity.High,
        RootCause = "The registry refuses the token.",
        Confidence = 0.857,
        Pattern = "docker.denied",
        Pack = "docker 1.0.0",
        Causes = [new DiagnosedCause { Pattern = "docker.denied", Category = FailureCategory.Authentication, Title = "t", Tier = 2, Line = 3, Text = "push: denied here", Start = 6, Length = 6 }],
        Recommendations = [new FailureRecommendation(RecoveryAction.ChangeConfiguration, "Renew the token."), new FailureRecommendation(RecoveryAction.Fallback, "Push elsewhere.")],
    };

    [Test]
    public void A_diagnosis_reads_as_approved() => s_diagnosis.ToString().Should().Be(
        """
        The registry refuses the token (Authentication, stays until something is changed, severity High, 86 % sure)
          shown by: line 3: 'denied' (docker.denied)
          next: Renew the token.
          else: Push elsewhere.
        """.ReplaceLineEndings("\n"));

    [Test]
    public void Evidence_that_is_from_no_text_names_its_pattern_alone() =>
        DiagnosisText.Evidence(s_diagnosis with { Causes = [new DiagnosedCause { Pattern = "kind:Network", Category = FailureCategory.Network, Title = "t" }] }).Should().Be(("shown by", "kind:Network"));

    [Test]
    public void What_decided_nothing_is_a_hint() =>
        DiagnosisText.Evidence(s_diagnosis with { Pattern = null, Pack = null }).Should().Be(("hint", "t; line 3: 'denied' (docker.denied)"));

    [Test]
    public void Without_evidence_and_advice_the_cause_stands_alone() =>
        (s_diagnosis with { Verdict = FailureVerdict.Unknown, Causes = [], Recommendations = [] }).ToString().Should().Be(
            "The registry refuses the token (Authentication, not known whether it passes, severity High, 86 % sure)");

    [Test]
    public void Long_evidence_is_cut_between_characters()
    {
        string text = new string('x', 119) + "😀" + new string('y', 50);

        DiagnosisText.Evidence(s_diagnosis with { Causes = [s_diagnosis.Causes[0] with { Text = text, Start = 0, Length = text.Length }] })
            .Should().Be(("shown by", $"line 3: '{new string('x', 119)}…' (docker.denied)"));
    }

    [Test]
    public void What_a_known_failure_recommends_is_the_next_thing_to_do_unless_the_reason_speaks_for_itself()
    {
        FailureAdvice.For(StageReason.AttemptsExhausted, FailureKind.Authentication, s_diagnosis).Should().Be("Renew the token.");
        FailureAdvice.For(StageReason.CircuitOpen, FailureKind.Authentication, s_diagnosis).Should().Be(FailureAdvice.For(StageReason.CircuitOpen, FailureKind.Unknown));
        FailureAdvice.For(StageReason.AttemptsExhausted, FailureKind.Authentication, s_diagnosis with { Pack = null })
            .Should().Be(FailureAdvice.For(StageReason.AttemptsExhausted, FailureKind.Authentication), "the kind alone was known");
    }
}
