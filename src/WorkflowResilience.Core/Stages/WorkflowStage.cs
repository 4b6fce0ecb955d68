using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace WorkflowResilience;

/// <summary>
/// The name of a unit of work: a letter followed by up to 62 letters, digits or hyphens. Compared ordinally.
/// </summary>
/// <remarks>Immutable and safe to share between threads. The default value has no name and is refused wherever a stage is expected.</remarks>
[JsonConverter(typeof(StageJsonConverter))]
public readonly record struct WorkflowStage
{
    /// <summary>The longest permitted name, in characters.</summary>
    public const int MaxLength = 63;

    private readonly string? _name;

    /// <summary>Creates a stage name.</summary>
    /// <param name="name">A letter followed by up to 62 letters, digits or hyphens (ASCII).</param>
    /// <exception cref="ArgumentException">The name does not have that form; the message says where it breaks.</exception>
    public WorkflowStage(string name)
    {
        if (Problem(name) is { } problem) throw new ArgumentException(problem, nameof(name));
        _name = name;
    }

    /// <summary>Fetching the sources.</summary>
    public static WorkflowStage RepositoryClone { get; } = new("RepositoryClone");

    /// <summary>Static analysis of the sources.</summary>
    public static WorkflowStage CodeAnalysis { get; } = new("CodeAnalysis");

    /// <summary>Building and running tests.</summary>
    public static WorkflowStage TestExecution { get; } = new("TestExecution");

    /// <summary>Measuring coverage.</summary>
    public static WorkflowStage CoverageAnalysis { get; } = new("CoverageAnalysis");

    /// <summary>Scanning dependencies and images.</summary>
    public static WorkflowStage SecurityScan { get; } = new("SecurityScan");

    /// <summary>Commenting on or deciding a pull request.</summary>
    public static WorkflowStage PullRequestReview { get; } = new("PullRequestReview");

    /// <summary>Telling people or systems about the result.</summary>
    public static WorkflowStage Notification { get; } = new("Notification");

    /// <summary>The name; empty for the default value.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether this is the default value, which names nothing.</summary>
    public bool IsNone => _name is null;

    /// <summary>Reads a stage name from text.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name does not have the form that <see cref="WorkflowStage(string)"/> asks for.</exception>
    public static implicit operator WorkflowStage(string name) => new(name);

    /// <summary>Tries to read a stage name from text.</summary>
    /// <param name="name">The text.</param>
    /// <param name="stage">The stage, or the default value.</param>
    /// <returns>Whether the text is a stage name.</returns>
    public static bool TryCreate([NotNullWhen(true)] string? name, out WorkflowStage stage)
    {
        bool valid = Problem(name) is null;
        stage = valid ? new WorkflowStage(name!) : default;
        return valid;
    }

    /// <summary>The name.</summary>
    /// <returns>The name; empty for the default value.</returns>
    public override string ToString() => Name;

    private static string? Problem(string? name)
    {
        if (string.IsNullOrEmpty(name)) return "A stage name is empty; write a letter followed by up to 62 letters, digits or hyphens.";
        if (name.Length > MaxLength) return $"The stage name '{name[..20]}…' has {name.Length} characters; {MaxLength} is the limit.";
        if (!char.IsAsciiLetter(name[0])) return $"The stage name '{name}' begins with '{name[0]}'; it must begin with a letter A-Z or a-z.";
        for (int i = 1; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] != '-')
                return $"The stage name '{name}' has '{name[i]}' at position {i + 1}; only letters, digits and hyphens may follow the first letter.";
        }

        return null;
    }
}
