using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowResilience.Configuration;

namespace WorkflowResilience;

/// <summary>What can be added to a runner while services are being registered.</summary>
public static class WorkflowResilienceBuilderExtensions
{
    /// <summary>Gives a stage a policy; one it has already is replaced.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="policy">The policy. Checked with everything else when the runner is made.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddStage(this IWorkflowResilienceBuilder builder, WorkflowStage stage, StagePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return builder.AddStage(stage, _ => policy);
    }

    /// <summary>Changes the policy of a stage.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="change">Gets the policy that the stage has so far, or the default policy when it has none, and returns the one to have. Called again at each reload.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddStage(this IWorkflowResilienceBuilder builder, WorkflowStage stage, Func<StagePolicy, StagePolicy> change)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(change);
        if (stage.IsNone) throw new ArgumentException("The stage has no name; write one such as WorkflowStage.RepositoryClone or \"Build\".", nameof(stage));
        builder.Services.Configure<WorkflowRunnerOptions>(options =>
        {
            options.Policies[stage] = change(options.Policies.TryGetValue(stage, out StagePolicy? policy) ? policy : options.DefaultPolicy);
            options.Origins.Remove($"Policies[{stage}]");
        });
        return builder;
    }

    /// <summary>Adds an observer as a singleton; adding the same type again changes nothing.</summary>
    /// <typeparam name="T">Its type. Made by the services; it must not ask for the runner.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddObserver<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IWorkflowResilienceBuilder builder)
        where T : class, IResilienceObserver => builder.AddOne<IResilienceObserver, T>();

    /// <summary>Adds a classifier as a singleton; adding the same type again changes nothing. Classifiers are asked in the order in which they were added.</summary>
    /// <typeparam name="T">Its type. Made by the services; it must not ask for the runner.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddClassifier<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IWorkflowResilienceBuilder builder)
        where T : class, IFailureClassifier => builder.AddOne<IFailureClassifier, T>();

    /// <summary>
    /// Adds a lifecycle as a singleton; adding the same type again changes nothing. Several are told of a stage's start in the order in which they were added and of its end in
    /// reverse order; what one throws is reported and keeps no other from being told.
    /// </summary>
    /// <typeparam name="T">Its type. Made by the services; it must not ask for the runner.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddLifecycle<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IWorkflowResilienceBuilder builder)
        where T : class, IStageLifecycle => builder.AddOne<IStageLifecycle, T>();

    /// <summary>Gives a condition that holds code a name, so that configuration can refer to it: <c>{ "Name": "busy" }</c> in a list of conditions.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name; not empty. Compared ordinally; of two conditions with one name the later counts.</param>
    /// <param name="condition">The condition, such as <see cref="RetryCondition.When"/> makes.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddCondition(this IWorkflowResilienceBuilder builder, string name, RetryCondition condition)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(condition);
        builder.Services.AddSingleton(new NamedCondition(name, condition));
        return builder;
    }

    /// <summary>Gives a backoff schedule a name, so that configuration can refer to it: <c>"Backoff": "office-hours"</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name; not empty, not a duration. Compared ordinally; of two schedules with one name the later counts.</param>
    /// <param name="schedule">The schedule, such as <see cref="BackoffSchedule.Custom"/> makes.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddBackoff(this IWorkflowResilienceBuilder builder, string name, BackoffSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(schedule);
        builder.Services.AddSingleton(new NamedBackoff(name, schedule));
        return builder;
    }

    /// <summary>
    /// Reads packs of patterns from a folder or a file, and follows it: a pack is in effect soon after its file was written, and gone when the file is. A file that is wrong is
    /// refused and logged, and what it held before stays. Configuration can name more, as <c>Patterns:Folders</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">A folder of <c>*.json</c> files, or one such file; it need not be there yet. One that is not absolute begins at the current directory.</param>
    /// <returns>The builder.</returns>
    public static IWorkflowResilienceBuilder AddPatternPacks(this IWorkflowResilienceBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.Configure<WorkflowRunnerOptions>(options => options.PatternFolders.Add(path));
        return builder;
    }

    private static IWorkflowResilienceBuilder AddOne<TService, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IWorkflowResilienceBuilder builder)
        where TService : class
        where T : class, TService
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<TService, T>());
        return builder;
    }
}
