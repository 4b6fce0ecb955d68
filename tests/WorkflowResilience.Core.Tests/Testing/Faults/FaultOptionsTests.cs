using WorkflowResilience.Testing;

namespace WorkflowResilience.Tests.Testing.Faults;

/// <summary>What an injector may not be made from, and where.</summary>
[TestFixture]
[NonParallelizable]
public sealed class FaultOptionsTests
{
    private static readonly string[] s_variables = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"];
    private string?[] _before = [];

    [SetUp]
    public void Keep()
    {
        _before = [.. s_variables.Select(Environment.GetEnvironmentVariable)];
        Set(null, null);
    }

    [TearDown]
    public void Restore() => Set(_before[0], _before[1]);

    private static void Set(string? dotnet, string? aspNetCore)
    {
        Environment.SetEnvironmentVariable(s_variables[0], dotnet);
        Environment.SetEnvironmentVariable(s_variables[1], aspNetCore);
    }

    private static IReadOnlyList<string> Problems(Action<FaultInjectorOptions> configure)
    {
        try
        {
            FaultInjector.Create(configure);
            return [];
        }
        catch (ResilienceConfigurationException e)
        {
            return e.Problems;
        }
    }

    [Test]
    public void Every_mistake_is_told_at_once()
    {
        Problems(o =>
        {
            o.Rules.Add(new FaultRule(null!) { Rate = 1.5, MaxHits = 0 });
            o.Rules.Add(null!);
            o.Rules.Add(new FaultRule(Fault.Latency(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1))) { Stage = default(WorkflowStage), Rate = double.NaN });
            o.Rules.Add(new FaultRule(Fault.Hang()) { From = TimeSpan.FromMinutes(2), Until = TimeSpan.FromMinutes(2), Calls = [3, 0, -1] });
            o.Rules.Add(new FaultRule(Fault.Latency(TimeSpan.FromHours(25))) { From = TimeSpan.FromSeconds(-1), Rate = -0.1, Calls = null! });
            o.TimeProvider = null!;
            o.InjectedCapacity = -1;
        }).Should().Equal(
            "Rules[0]: Fault is null; make one with Fault.Throw or another factory of Fault.",
            "Rules[0]: Rate is 1.5; it must be from 0 to 1.",
            "Rules[0]: MaxHits is 0; it must be above 0. Set Rate = 0 for a rule that never hits.",
            "Rules[1] is null; remove it instead.",
            "Rules[2]: Latency(2s to 1s) must be from 0s to 1d, the shorter time first.",
            "Rules[2]: Stage has no name; leave it out for any stage.",
            "Rules[2]: Rate is NaN; it must be from 0 to 1.",
            "Rules[3]: Until (2m) is not after From (2m); no call could be hit.",
            "Rules[3]: Calls has 0; calls are numbered from 1.",
            "Rules[4]: Latency(1d1h) must be from 0s to 1d, the shorter time first.",
            "Rules[4]: Rate is -0.1; it must be from 0 to 1.",
            "Rules[4]: From is -1s; it must not be negative.",
            "Rules[4]: Calls is null; leave it out for every call.",
            "TimeProvider is null; leave it out to use the system's.",
            "InjectedCapacity is -1; it must be from 0 to 1000000.",
            "The environment is 'Production' (neither EnvironmentName nor DOTNET_ENVIRONMENT nor ASPNETCORE_ENVIRONMENT says otherwise), and fault injection refuses to run there. "
            + "In a test, set EnvironmentName = \"Test\". To inject faults into production on purpose, set AllowInProduction = true.");
    }

    [Test]
    public void Too_many_rules_are_refused() => Problems(o =>
    {
        o.EnvironmentName = "Test";
        for (int i = 0; i < 1001; i++) o.Rules.Add(new FaultRule(Fault.Hang()));
    }).Should().Equal("Rules has 1001 rules; 1000 is the limit.");

    [TestCase(null, null, null, "neither EnvironmentName")]
    [TestCase("production", "Test", "Test", "The environment is 'production' (EnvironmentName)")]
    [TestCase(null, "PRODUCTION", "Test", "The environment is 'PRODUCTION' (DOTNET_ENVIRONMENT)")]
    [TestCase(null, null, "Production", "The environment is 'Production' (ASPNETCORE_ENVIRONMENT)")]
    [TestCase("", "", "", "neither EnvironmentName")]
    [TestCase(" ", "\t", " ", "neither EnvironmentName")]
    [TestCase(null, " Production ", "Test", "The environment is ' Production ' (DOTNET_ENVIRONMENT)")]
    [TestCase("Staging", "Production", "Production", null)]
    [TestCase(null, "Development", "Production", null)]
    [TestCase(null, null, "Development", null)]
    public void Production_is_refused_where_dotnets_hosts_would_assume_it(string? given, string? dotnet, string? aspNetCore, string? because)
    {
        Set(dotnet, aspNetCore);
        IReadOnlyList<string> problems = Problems(o => o.EnvironmentName = given);
        if (because is null) problems.Should().BeEmpty();
        else problems.Should().ContainSingle().Which.Should().Contain(because);
    }

    [Test]
    public void Production_is_permitted_to_those_who_say_so() => Problems(o =>
    {
        o.EnvironmentName = "Production";
        o.AllowInProduction = true;
    }).Should().BeEmpty();

    [Test]
    public void A_stage_needs_a_name_and_work_to_do()
    {
        FaultInjector faults = FaultInjector.Create(o => o.EnvironmentName = "Test");
        faults.Invoking(f => f.Wrap(default, static _ => ValueTask.CompletedTask)).Should().Throw<ArgumentException>().WithMessage("The stage has no name*");
        faults.Invoking(f => f.Wrap("Work", (Func<CancellationToken, ValueTask>)null!)).Should().Throw<ArgumentNullException>();
        faults.Invoking(f => f.Wrap<int, int>(null!)).Should().Throw<ArgumentNullException>();
    }
}
