using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace WorkflowResilience.Tests.Support;

/// <summary>Skips what it stands on when a program is missing, with the reason; under CI=true, where every program must exist, it fails instead.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresProgramAttribute(params string[] programs) : NUnitAttribute, IApplyToTest
{
    public IReadOnlyList<string> Programs => programs;

    public void ApplyToTest(Test test)
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] missing = [.. programs.Where(program => !path.Any(directory => File.Exists(Path.Combine(directory, program))))];
        if (missing.Length == 0 || test.RunState == RunState.NotRunnable) return;
        test.RunState = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.Ordinal) ? RunState.NotRunnable : RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, $"needs {string.Join(", ", missing)}, which PATH does not have");
    }
}
