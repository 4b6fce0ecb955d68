using Microsoft.Extensions.Options;
using WorkflowResilience.Telemetry;

namespace WorkflowResilience.Hosting;

/// <summary>Where a runner is composed: from its options and from the services that watch it.</summary>
/// <param name="factory">Makes options: everything registered for them in turn, then validation.</param>
/// <param name="observers">Observers that are services, behind those of the options.</param>
/// <param name="classifiers">Classifiers that are services, asked after those of the options.</param>
/// <param name="lifecycles">Lifecycles that are services, behind that of the options.</param>
internal sealed class RunnerFactory(
    IOptionsFactory<WorkflowRunnerOptions> factory, IEnumerable<IResilienceObserver> observers, IEnumerable<IFailureClassifier> classifiers, IEnumerable<IStageLifecycle> lifecycles)
{
    internal WorkflowRunner Create()
    {
        WorkflowRunnerOptions options = Options();
        foreach (IResilienceObserver observer in observers) options.Observers.Add(observer);
        foreach (IFailureClassifier classifier in classifiers) options.Classifiers.Add(classifier);
        options.Lifecycle = LifecycleChain.Of(options.Lifecycle, lifecycles);
        WorkflowRunner runner = WorkflowRunner.Create(options);
        foreach (ResilienceMetrics metrics in options.Observers.OfType<ResilienceMetrics>()) Attach(metrics, runner);
        return runner;
    }

    // The first values go to listeners at once, and what those throw must not keep a host from starting.
    private static void Attach(ResilienceMetrics metrics, WorkflowRunner runner)
    {
        try
        {
            metrics.Attach(runner);
        }
        catch (Exception e)
        {
            runner.Hub.Report(e);
        }
    }

    /// <summary>The options as they are now, or, when something is wrong with them, empty ones that hold all problems.</summary>
    internal WorkflowRunnerOptions Reread()
    {
        try
        {
            return factory.Create(Microsoft.Extensions.Options.Options.DefaultName);
        }
        catch (OptionsValidationException e)
        {
            return Refused(e.Failures);
        }
        catch (Exception e)
        {
            return Refused([$"The options could not be made, and what was configured before stays in force: {FailureText.Of(e)}"]);
        }
    }

    /// <summary>Options that hold nothing but problems.</summary>
    internal static WorkflowRunnerOptions Refused(IEnumerable<string> problems)
    {
        WorkflowRunnerOptions options = new();
        foreach (string problem in problems) options.Problems.Add(problem);
        return options;
    }

    // The exception joins its failures with semicolons; a list of problems is read line by line.
    private WorkflowRunnerOptions Options()
    {
        try
        {
            return factory.Create(Microsoft.Extensions.Options.Options.DefaultName);
        }
        catch (OptionsValidationException e)
        {
            throw new OptionsValidationException(e.OptionsName, e.OptionsType, [ResilienceConfigurationException.Text(WorkflowRunner.ConfigurationSubject, [.. e.Failures])]);
        }
    }
}
