using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;

namespace WorkflowResilience.Tests.Failures;

[TestFixture]
public sealed class FailureJsonTests
{
    private const string Characters = "aZ0 \"\\/<>&'\n\té€→\u2028\0*";

    [Test]
    public void Every_member_survives_whatever_its_value()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            StageFailure failure = Random(new Random(seed));

            StageFailure read = FailureJson.Read(FailureJson.Write(failure));

            read.Should().BeEquivalentTo(failure, o => o.ComparingByMembers<StageFailure>().Excluding(f => f.Exception).WithStrictOrdering(), "seed {0}", seed);
            read.ToString().Should().Be(failure.ToString(), "seed {0}", seed);
        }
    }

    [Test]
    public void The_JSON_names_every_public_member_but_the_exception()
    {
        string json = FailureJson.Write(Full());

        foreach (string name in typeof(StageFailure).GetProperties().Select(p => p.Name).Where(n => n is not nameof(StageFailure.Exception)))
            json.Should().Contain($"\"{char.ToLowerInvariant(name[0])}{name[1..]}\":");
        json.Should().NotContain("\"exception\":");
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement diagnosis = document.RootElement.GetProperty("diagnosis");
        Names(diagnosis).Should().BeEquivalentTo(Names<FailureDiagnosis>());
        Names(diagnosis.GetProperty("causes")[0]).Should().BeEquivalentTo(Names<DiagnosedCause>());
        Names(diagnosis.GetProperty("impact")).Should().BeEquivalentTo(Names<FailureImpact>());
        Names(diagnosis.GetProperty("recommendations")[0]).Should().BeEquivalentTo(Names<FailureRecommendation>());
    }

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("fr-FR")]
    public void The_culture_does_not_matter(string culture)
    {
        string json = FailureJson.Write(Full());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            FailureJson.Write(Full()).Should().Be(json);
            FailureJson.Write(FailureJson.Read(json)).Should().Be(json);
            FailureJson.Read(json).ToString().Should().Be(Full().ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void The_text_is_as_documented() => FailureJson.Write(Plain() with { History = [], Diagnosis = null }).Should().Be(
        "{\"id\":\"F-0000000000001\",\"stage\":\"RepositoryClone\",\"key\":\"k\",\"runId\":\"build-42\",\"reason\":\"attempts-exhausted\",\"kind\":\"Quota\",\"verdict\":\"Transient\","
        + "\"decidedBy\":\"house.feed\",\"statusCode\":503,\"exitCode\":-1,\"socketError\":\"ConnectionReset\",\"serverDelay\":\"00:00:01.5000000\",\"retryAfter\":\"1.00:00:00\",\"attempts\":3,"
        + "\"duration\":\"00:00:00.0000001\",\"message\":\"m\",\"exceptionType\":\"T\",\"history\":[],\"notKept\":2,\"letThrough\":\"l\",\"advice\":\"a\",\"analysisSkipped\":[]}");

    [Test]
    public void Unknown_members_are_skipped_so_that_newer_files_can_be_read() =>
        FailureJson.Read(FailureJson.Write(Full()).Replace("\"attempts\":", "\"later\":{\"x\":[1]},\"attempts\":", StringComparison.Ordinal)).Attempts.Should().Be(3);

    [TestCase("", "at $, line 1, position 1: *")]
    [TestCase("null", ": it is null.")]
    [TestCase("[]", "at $, line 1, position 2: *")]
    [TestCase("{}", "*missing required properties*id*")]
    [TestCase("{\"stage\":\"9x\"}", "at $.stage, line 1, position 14: A stage is a letter followed by up to 62 letters, digits or hyphens.")]
    [TestCase("{\"kind\":7}", "at $.kind, *: A failure kind is a letter followed by up to 62 letters, digits or hyphens.")]
    [TestCase("{\"reason\":\"bored\"}", "at $.reason, *: This is not the code of a stage reason, such as attempts-exhausted.")]
    [TestCase("{\"duration\":\"long\"}", "at $.duration, *")]
    [TestCase("{\n\"attempts\":\"x\"}", "at $.attempts, line 2, *")]
    [TestCase("{\"message\":null}", "at $.message, line 1, position 16: *null*")]
    [TestCase("{\"history\":[{\"attempt\":1,\"outcome\":\"Flew\"}]}", "at $.history[0].outcome, *")]
    [TestCase("{\"diagnosis\":{\"category\":\"Network\",\"severity\":\"Low\",\"rootCause\":\"\",\"confidence\":2,\"recommendations\":[]}}", ": A confidence is a number from 0 to 1.*")]
    public void Bad_JSON_is_refused_with_where_and_why(string json, string expected) =>
        FluentActions.Invoking(() => FailureJson.Read(json)).Should().Throw<FormatException>().WithMessage("This is not the JSON of a stage failure*" + expected);

    [TestCase("\"errors\":[{", "\"errors\":[null,{", "context.errors has an entry that is null.")]
    [TestCase("\"services\":[{", "\"services\":[null,{", "context.services has an entry that is null.")]
    [TestCase("\"previous\":[{", "\"previous\":[null,{", "context.previous has an entry that is null.")]
    [TestCase("\"recommendations\":[{", "\"recommendations\":[null,{", "diagnosis.recommendations has an entry that is null.")]
    [TestCase("\"causes\":[{", "\"causes\":[null,{", "diagnosis.causes has an entry that is null.")]
    [TestCase("\"rules\":[", "\"rules\":[null,", "diagnosis.rules has an entry that is null.")]
    [TestCase("\"factors\":[", "\"factors\":[null,", "diagnosis.factors has an entry that is null.")]
    [TestCase("\"affectedFeatures\":[", "\"affectedFeatures\":[null,", "diagnosis.impact.affectedFeatures has an entry that is null.")]
    [TestCase("\"blockedOperations\":[", "\"blockedOperations\":[null,", "diagnosis.impact.blockedOperations has an entry that is null.")]
    [TestCase("\"start\":3", "\"start\":4", "diagnosis.causes has an entry whose start and length do not lie in its text.")]
    [TestCase("\"start\":3", "\"start\":-1", "diagnosis.causes has an entry whose start and length do not lie in its text.")]
    [TestCase("\"text\":\"no carrier\",", "", "diagnosis.causes has an entry whose start and length do not lie in its text.")]
    [TestCase("\"analysisSkipped\":[", "\"analysisSkipped\":[null,", "analysisSkipped has an entry that is null.")]
    public void Lists_with_holes_and_places_outside_their_text_are_refused(string good, string bad, string expected) =>
        FluentActions.Invoking(() => FailureJson.Read(FailureJson.Write(Full()).Replace(good, bad, StringComparison.Ordinal))).Should().Throw<FormatException>().WithMessage("*" + expected);

    private static IEnumerable<string> Names(JsonElement written) => written.EnumerateObject().Select(member => member.Name);

    private static IEnumerable<string> Names<T>() => typeof(T).GetProperties().Select(member => $"{char.ToLowerInvariant(member.Name[0])}{member.Name[1..]}");

    private static StageFailure Full() => Surroundings.Around(Plain());

    private static StageFailure Plain() => new()
    {
        Id = "F-0000000000001",
        Stage = WorkflowStage.RepositoryClone,
        Key = "k",
        RunId = "build-42",
        Reason = StageReason.AttemptsExhausted,
        Kind = FailureKind.Of("Quota"),
        Verdict = FailureVerdict.Transient,
        StatusCode = 503,
        ExitCode = -1,
        SocketError = SocketError.ConnectionReset,
        ServerDelay = TimeSpan.FromSeconds(1.5),
        RetryAfter = TimeSpan.FromDays(1),
        Attempts = 3,
        Duration = TimeSpan.FromTicks(1),
        Message = "m",
        ExceptionType = "T",
        History = [new AttemptSummary { Attempt = 1, Outcome = AttemptOutcome.BadResult, Wait = TimeSpan.FromSeconds(1.25) }],
        DecidedBy = "house.feed",
        NotKept = 2,
        LetThrough = "l",
        Advice = "a",
        Diagnosis = new FailureDiagnosis
        {
            Category = FailureCategory.Network,
            Severity = FailureSeverity.High,
            RootCause = "the cable",
            Confidence = 0.75,
            Verdict = FailureVerdict.Permanent,
            Basis = "cause-3-contested",
            Recommendations = [new FailureRecommendation(RecoveryAction.CleanUp, "plug it in") { Takes = TimeSpan.FromMinutes(5), IsAutomatic = true, Priority = 2 }],
            Pattern = "cable.out",
            Pack = "cable 1.0.0",
            Causes = [new DiagnosedCause { Pattern = "cable.out", Category = FailureCategory.Network, Verdict = FailureVerdict.Transient, Title = "t", Tier = 3, Line = 7, Text = "no carrier", Start = 3, Length = 7 }],
            Rules = ["a cause goes before a symptom"],
            Factors = ["it is old"],
            Impact = new FailureImpact { AffectedWorkflows = 2, AffectedUsers = 30, AffectedFeatures = ["search"], BlockedOperations = ["deploy"], Delay = TimeSpan.FromHours(1), Cost = 12.5, Degraded = true },
            Link = new Uri("https://docs.example.org/cables"),
        },
        Exception = new TimeoutException(),
    };

    private static StageFailure Random(Random random)
    {
        T Pick<T>()
            where T : struct, Enum
        {
            T[] values = Enum.GetValues<T>();
            return values[random.Next(values.Length)];
        }

        TimeSpan Time() => new(random.NextInt64(long.MaxValue) >> random.Next(60));
        T? Maybe<T>(T value)
            where T : struct => random.Next(2) == 0 ? null : value;
        string Text() => string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Characters[random.Next(Characters.Length)]));
        string[] Texts() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())];
        DiagnosedCause Cause()
        {
            string? text = random.Next(3) == 0 ? null : Text();
            int start = random.Next((text?.Length ?? 0) + 1);
            return new DiagnosedCause
            {
                Pattern = Text(),
                Category = Pick<FailureCategory>(),
                Verdict = Pick<FailureVerdict>(),
                Title = Text(),
                Tier = random.Next(4),
                Line = text is null ? 0 : random.Next(1, 9999),
                Text = text,
                Start = start,
                Length = random.Next((text?.Length ?? 0) - start + 1),
            };
        }

        FailureKind Kind() => random.Next(3) switch { 0 => FailureKind.Unknown, 1 => FailureKind.Of("Host-" + random.Next(9)), _ => FailureKind.Timeout };
        var failure = new StageFailure
        {
            Id = FailureId.Text((ulong)random.NextInt64()),
            Stage = new WorkflowStage("S" + random.Next(99)),
            RunId = random.Next(2) == 0 ? null : Text(),
            Reason = Pick<StageReason>(),
            Kind = Kind(),
            Verdict = Pick<FailureVerdict>(),
            StatusCode = random.Next(600),
            ExitCode = Maybe(random.Next(int.MinValue, int.MaxValue)),
            SocketError = Maybe(random.Next(9) == 0 ? (SocketError)4711 : Pick<SocketError>()),
            ServerDelay = Maybe(Time()),
            RetryAfter = Maybe(Time()),
            Attempts = random.Next(),
            Duration = Time(),
            Message = Text(),
            ExceptionType = random.Next(2) == 0 ? null : Text(),
            History = [.. Enumerable.Range(1, random.Next(5)).Select(i => new AttemptSummary
            {
                Attempt = i,
                Outcome = Pick<AttemptOutcome>(),
                Kind = Kind(),
                Verdict = Pick<FailureVerdict>(),
                StatusCode = random.Next(600),
                ExitCode = Maybe(random.Next()),
                SocketError = Maybe(Pick<SocketError>()),
                ServerDelay = Maybe(Time()),
                AfterTimeout = random.Next(2) == 0,
                Start = Time(),
                Duration = Time(),
                Wait = Time(),
                ErrorText = random.Next(2) == 0 ? null : Text(),
            })],
            NotKept = random.Next(),
            Advice = Text(),
            Diagnosis = random.Next(2) == 0 ? null : new FailureDiagnosis
            {
                Category = Pick<FailureCategory>(),
                Severity = Pick<FailureSeverity>(),
                RootCause = Text(),
                Confidence = random.NextDouble(),
                Verdict = Pick<FailureVerdict>(),
                Basis = Text(),
                Pattern = random.Next(2) == 0 ? null : Text(),
                Pack = random.Next(2) == 0 ? null : Text(),
                Causes = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Cause())],
                Rules = Texts(),
                Factors = Texts(),
                Impact = random.Next(2) == 0 ? null : new FailureImpact
                {
                    AffectedWorkflows = Maybe(random.Next()),
                    AffectedUsers = Maybe(random.Next()),
                    AffectedFeatures = Texts(),
                    BlockedOperations = Texts(),
                    Delay = Maybe(Time()),
                    Cost = Maybe(random.NextDouble() * 1e6),
                    Degraded = Maybe(random.Next(2) == 0),
                },
                Link = random.Next(2) == 0 ? null : new Uri($"https://docs.example.org/{random.Next(99)}"),
                Recommendations = [.. Enumerable.Range(0, random.Next(3)).Select(_ =>
                    new FailureRecommendation(Pick<RecoveryAction>(), Text()) { Takes = Maybe(Time()), IsAutomatic = random.Next(2) == 0, Priority = random.Next(9) })],
            },
            Exception = new TimeoutException(),
        };
        return random.Next(2) == 0 ? failure : Surroundings.Around(failure);
    }
}
