using System.Globalization;

namespace WorkflowResilience;

/// <summary>A policy, workflow or runner that was described wrongly. Thrown when it is made, never while a stage runs.</summary>
public sealed class ResilienceConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="subject">What is wrong, as the beginning of a sentence: "The workflow 'ci'".</param>
    /// <param name="problems">All problems, each a sentence with the place, the value and what to do; at least one.</param>
    public ResilienceConfigurationException(string subject, IReadOnlyList<string> problems)
        : base(Text(subject, problems)) => Problems = [.. problems];

    /// <summary>All problems, each with the place, the value and what to do.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>All problems as one text.</summary>
    internal static string Text(string subject, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(problems);
        string count = problems.Count == 1 ? "a problem" : string.Create(CultureInfo.InvariantCulture, $"{problems.Count} problems");
        return string.Join("\n- ", problems.Prepend($"{subject} has {count}:"));
    }
}
