namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class FailureClassificationTests
{
    private readonly List<Exception> _reported = [];

    [SetUp]
    public void Forget() => _reported.Clear();

    [Test]
    public void Without_classifiers_structure_decides() => Run(new TimeoutException()).Kind.Should().Be(FailureKind.Timeout);

    [Test]
    public void The_first_classifier_that_answers_decides() =>
        Run(new TimeoutException(), new Answer(null), new Answer(FailureKind.Flaky), new Answer(FailureKind.Network)).Kind.Should().Be(FailureKind.Flaky);

    [Test]
    public void A_classifier_that_declines_leaves_no_trace() => Run(new TimeoutException(), new Answer(null)).Kind.Should().Be(FailureKind.Timeout);

    [Test]
    public void A_classifier_that_throws_is_reported_and_counts_as_no_answer()
    {
        Run(new TimeoutException(), new Broken(), new Answer(FailureKind.Flaky)).Kind.Should().Be(FailureKind.Flaky);

        _reported.Should().ContainSingle().Which.Message.Should().Be("broken");
    }

    [Test]
    public void A_classifier_cannot_take_back_what_has_happened()
    {
        StageFailedException nested = Samples.Exception(StageReason.CircuitOpen);

        FailureFacts facts = Run(nested, new Answer(FailureKind.Flaky));

        (facts.Kind, facts.Nested, facts.NestedRejection).Should().Be((FailureKind.Flaky, true, true));
        facts.Exception.Should().BeSameAs(nested);
        facts.ServerDelay.Should().Be(TimeSpan.Zero, "a negative wait is none");
    }

    private FailureFacts Run(Exception exception, params IFailureClassifier[] classifiers) => FailureClassification.Run(classifiers, exception, _reported.Add);

    private sealed class Answer(FailureKind? kind) : IFailureClassifier
    {
        public bool TryClassify(Exception exception, ref FailureFacts facts)
        {
            facts = new FailureFacts { Kind = kind ?? FailureKind.InvalidInput, ServerDelay = TimeSpan.FromSeconds(-1) };
            return kind is not null;
        }
    }

    private sealed class Broken : IFailureClassifier
    {
        public bool TryClassify(Exception exception, ref FailureFacts facts)
        {
            facts = new FailureFacts { Kind = FailureKind.InvalidInput };
            throw new InvalidOperationException("broken");
        }
    }
}
