namespace WorkflowResilience.Argo;

/// <summary>A parameter of the workflow, given when it is submitted.</summary>
/// <param name="Name">Letters, digits, hyphens and underscores.</param>
/// <remarks>Immutable. Parameters stand in the workflow's status for everybody to read: secrets go by <see cref="ArgoValue.Secret"/>.</remarks>
public sealed record ArgoInput(string Name)
{
    /// <summary>
    /// What a value must look like: an extended regular expression from <c>^</c> to <c>$</c>; null: anything. Argo checks no patterns, so each bash script that gets the value checks it
    /// first and ends with 78; a program without one may get it only behind such a script.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>What it is when nobody gives it; null: it must be given.</summary>
    public string? Default { get; init; }

    /// <summary>The values that it may have, checked by Argo; empty: any.</summary>
    public IReadOnlyList<string> Enum { get; init => field = [.. value ?? throw new ArgumentNullException(nameof(value))]; } = [];

    /// <summary>What it is for; null for nothing.</summary>
    public string? Description { get; init; }
}
