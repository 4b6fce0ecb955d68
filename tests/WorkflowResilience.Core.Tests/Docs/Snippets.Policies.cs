using System.Net;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the pages on time-outs, backoff, circuit breakers, failures and policies.</summary>
internal static partial class Snippets
{
    internal static void Timeouts()
    {
        #region timeouts-policy
        StagePolicy policy = new()
        {
            AttemptTimeout = TimeSpan.FromSeconds(30),
            TotalTimeout = TimeSpan.FromMinutes(2),
            AbandonGrace = TimeSpan.FromSeconds(5),
            MinimumAttemptTime = TimeSpan.FromSeconds(10),
            MaxServerDelay = TimeSpan.FromMinutes(1),
            Effect = StageEffect.Idempotent,
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static async Task Offload(StageExecutor executor, Action analyse)
    {
        #region timeouts-offload
        StagePolicy policy = new() { Offload = true, AttemptTimeout = TimeSpan.FromMinutes(10) };
        #endregion
        Console.WriteLine(policy);
        #region timeouts-blocking
        await executor.RunAsync(ct =>
        {
            analyse(); // blocks its thread and knows no token
            return ValueTask.CompletedTask;
        });
        #endregion
    }

    internal static void Schedules()
    {
        TimeSpan s = TimeSpan.FromSeconds(1);
        BackoffSchedule[] all =
        [
            #region backoff-schedules
            BackoffSchedule.Fixed(s),
            BackoffSchedule.Linear(s, max: 30 * s),
            BackoffSchedule.Exponential(s, factor: 2, max: 30 * s),
            BackoffSchedule.Fibonacci(s, max: 30 * s),
            BackoffSchedule.Table(s, 5 * s, 15 * s),
            BackoffSchedule.Decorrelated(s, max: 30 * s),
            BackoffSchedule.Custom("office hours", (attempt, previous, u) => attempt * s, max: 30 * s),
            #endregion
        ];
        Console.WriteLine(all.Length);
    }

    internal static void Jittered()
    {
        #region backoff-jitter
        BackoffSchedule waits = BackoffSchedule.Exponential(TimeSpan.FromSeconds(1), max: TimeSpan.FromSeconds(30), jitter: Jitter.Proportional(0.2));
        BackoffSchedule table = BackoffSchedule.Table(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)) with { Jitter = Jitter.Equal };
        #endregion
        Console.WriteLine(waits);
        Console.WriteLine(table);
    }

    internal static void OwnWaits()
    {
        #region backoff-condition
        StagePolicy policy = new()
        {
            Conditions =
            [
                RetryCondition.On(FailureKind.RateLimited).WithBackoff(BackoffSchedule.Fixed(TimeSpan.FromMinutes(1), Jitter.Proportional(0.1))),
                RetryCondition.Transient,
            ],
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static void Seeded()
    {
        #region backoff-seed
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Seed = 42);
        #endregion
        #region backoff-draw
        double u = Draw.Unit(seed: 42, Draw.Number("build-42"), Draw.Number("Download"), attempt: 1, Draw.Host);
        #endregion
        Console.WriteLine(u);
    }

    internal static void Breaker()
    {
        #region breaker-policy
        StagePolicy policy = new()
        {
            CircuitBreaker = new CircuitBreakerPolicy
            {
                ConsecutiveFailures = 5,
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                Window = TimeSpan.FromSeconds(30),
                OpenTime = BackoffSchedule.Exponential(TimeSpan.FromSeconds(15), max: TimeSpan.FromMinutes(5), jitter: Jitter.Equal),
                HalfOpenPermits = 2,
                SuccessThreshold = 3,
                Ignore = [RetryCondition.On(FailureKind.NotFound)],
            },
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static void ByHand(WorkflowRunner runner)
    {
        #region breaker-hand
        CircuitBreaker? circuit = runner["Download"].Circuit; // null when the policy has none
        circuit?.Isolate();
        Console.WriteLine(circuit?.Snapshot());
        circuit?.Reset();
        #endregion
    }

    internal static void Thrown(string output)
    {
        #region failures-of
        throw StageFailure.Of(FailureKind.Compilation, $"the compiler says: {output}");
        #endregion
    }

    internal static void OwnKind()
    {
        #region failures-own-kind
        FailureKind licenceBusy = FailureKind.Of("LicenceBusy");
        StagePolicy policy = new() { Conditions = [RetryCondition.On(licenceBusy), RetryCondition.Transient] };
        #endregion
        Console.WriteLine(policy);
    }

    internal static async Task Response(WorkflowRun run, HttpClient http, Uri address)
    {
        #region failures-response
        string page = await run.StageAsync("Download", async ct =>
        {
            using HttpResponseMessage response = await http.GetAsync(address, ct);
            if (!response.IsSuccessStatusCode) throw StageFailure.OfResponse(response, DateTimeOffset.UtcNow);
            return await response.Content.ReadAsStringAsync(ct);
        });
        #endregion
        Console.WriteLine(page);
    }

    internal static void Conditions()
    {
        #region failures-conditions
        StagePolicy policy = new()
        {
            Conditions =
            [
                RetryCondition.OnStatus(401, 403).Stop(),
                RetryCondition.On(FailureKind.Network, FailureKind.RateLimited),
                RetryCondition.OnStatusRange(500, 599),
                RetryCondition.OnException<TimeoutException>(),
                RetryCondition.OnTypeName("Npgsql.NpgsqlException"),
                RetryCondition.OnMessage("index.lock"),
                RetryCondition.When("exit code 17", facts => facts.ExitCode == 17),
                RetryCondition.OnResult<HttpResponseMessage>("unavailable", r => r.StatusCode == HttpStatusCode.ServiceUnavailable),
            ],
        };
        #endregion
        Console.WriteLine(policy);
    }

    internal static async Task Catching(WorkflowRunner runner)
    {
        #region failures-catch
        try
        {
            await runner["Publish"].RunAsync(ct => PushAsync(ct));
        }
        catch (CircuitOpenException refused)
        {
            Console.WriteLine($"again in {refused.RetryAfter}");
        }
        catch (StageFailedException failed)
        {
            Console.WriteLine(failed.Failure);
            Environment.ExitCode = (int)WorkflowExitCodes.Of(failed.Failure);
        }
        #endregion
    }

    internal static void Json(StageFailure failure)
    {
        #region failures-json
        string json = FailureJson.Write(failure);
        StageFailure same = FailureJson.Read(json);
        #endregion
        Console.WriteLine(same);
    }

    internal static void Classifying()
    {
        #region failures-classifier-use
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Classifiers.Add(new LicenceClassifier()));
        #endregion
    }

    internal static void With()
    {
        #region policies-with
        using WorkflowRunner runner = WorkflowRunner.Create(options =>
        {
            options.Policies[WorkflowStage.RepositoryClone] = DefaultPolicies.RepositoryClone with { MaxAttempts = 5, TotalTimeout = TimeSpan.FromHours(1) };
            options.Policies["Download"] = new StagePolicy { Effect = StageEffect.Idempotent };
            options.Policies.Remove(WorkflowStage.Notification);
        });
        #endregion
    }

    internal static void Explained()
    {
        #region policies-explain
        Console.WriteLine(DefaultPolicies.RepositoryClone.Explain());
        #endregion
        #region policies-canonical
        Console.WriteLine(new StagePolicy { MaxAttempts = 1, RetryBudget = null, Conditions = [] }.ToCanonicalText());
        #endregion
    }

    private static StagePolicy Evidence()
    {
        #region retry-evidence
        StagePolicy policy = new()
        {
            UnknownFailures = UnknownFailures.FollowVerdict,
            RetryEvidence = new RetryEvidencePolicy { MinimumSuccess = 0.1, Confidence = 0.9, ExplorationFloor = 0.05 },
        };
        #endregion
        return policy;
    }

    private static Task PushAsync(CancellationToken ct) => Task.FromCanceled(ct);

    #region failures-classifier
    private sealed class LicenceClassifier : IFailureClassifier
    {
        public bool TryClassify(Exception exception, ref FailureFacts facts)
        {
            if (exception is not LicenceException { IsBusy: true }) return false;
            facts = facts with { Kind = FailureKind.Of("LicenceBusy"), Verdict = FailureVerdict.Transient };
            return true;
        }
    }
    #endregion

    private sealed class LicenceException : Exception
    {
        public bool IsBusy { get; init; }
    }
}
