namespace WorkflowResilience.Analysis;

/// <summary>A known failure: how its texts are recognised, what it means and what to do. Plain data; immutable.</summary>
/// <remarks>
/// <para>
/// It matches where one of <see cref="Any"/> stands in a text, with all of <see cref="All"/> and none of <see cref="Unless"/> within its <see cref="Scope"/>, and every
/// condition holds. A pattern without literals matches when its conditions hold. Texts are matched after they were cleaned and redacted.
/// </para>
/// <para>
/// A literal is plain text, found in either case unless <see cref="IsOrdinal"/>. Parts in braces: <c>{num:403}</c> and <c>{word:OOM}</c> stand alone, <c>{digits}</c> is one
/// digit or more, <c>{id}</c> one or more letters, digits and <c>_ . - / : @ $</c>, <c>{text}</c> up to 200 characters of the line. <c>{status:503}</c>, which stands alone, is that number
/// where the words beside it say that it is an HTTP status. A brace itself is written twice.
/// </para>
/// </remarks>
public sealed record FailurePattern
{
    /// <summary>What it is known by: <c>pack.name-of-it</c>, small letters, digits, hyphens and points. Never reused for another failure.</summary>
    public required string Id { get; init; }

    /// <summary>The root cause in a sentence for people, without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>Where the cause lies.</summary>
    public required FailureCategory Category { get; init; }

    /// <summary>Whether trying again minutes later can help. Default unknown.</summary>
    public FailureVerdict Verdict { get; init; }

    /// <summary>3 for a code or another structured, unmistakable text, 2 for a phrase of one cause, 1 for a word that hints. Default 2.</summary>
    public int Tier { get; init; } = 2;

    /// <summary>What the text says. Default a cause.</summary>
    public PatternMeaning Says { get; init; }

    /// <summary>Literals of which one must be found; it decides which line is shown.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>Literals that must be found as well.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>Literals of which none may be found.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>How far <see cref="All"/> and <see cref="Unless"/> reach. Default the line.</summary>
    public PatternScope Scope { get; init; }

    /// <summary>Whether letters match in their own case alone. Default false.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>Exit codes of which the failed program must have one; empty when that does not matter.</summary>
    public IReadOnlyList<int> ExitCodes { get; init; } = [];

    /// <summary>HTTP statuses of which the failure must carry one; empty when that does not matter.</summary>
    public IReadOnlyList<int> StatusCodes { get; init; } = [];

    /// <summary>Names of exception types, simple or full, of which one must be in the chain of causes; empty when that does not matter.</summary>
    public IReadOnlyList<string> ExceptionTypes { get; init; } = [];

    /// <summary>Conditions on fields of the failure's context, all of which must hold.</summary>
    public IReadOnlyList<PatternCondition> When { get; init; } = [];

    /// <summary>What commonly contributes to it, in phrases.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];

    /// <summary>What to do, the best first.</summary>
    public IReadOnlyList<FailureRecommendation> Recommendations { get; init; } = [];

    /// <summary>Where more is said.</summary>
    public Uri? Link { get; init; }

    /// <summary>Who answers for the pattern.</summary>
    public string? Owner { get; init; }

    /// <summary>Since when it exists: <c>2026-11</c>.</summary>
    public string? Since { get; init; }

    /// <summary>Texts that it must match; at least one, unless it has no literals.</summary>
    public IReadOnlyList<string> Matches { get; init; } = [];

    /// <summary>Texts that look alike and that it must not match.</summary>
    public IReadOnlyList<string> MatchesNot { get; init; } = [];

    /// <summary>A pattern of texts that say why something failed. What else it has is added to it: <c>FailurePattern.Cause(…) with { Verdict = … }</c>.</summary>
    /// <param name="id">What it is known by.</param>
    /// <param name="category">Where the cause lies.</param>
    /// <param name="title">The root cause in a sentence for people, without a full stop.</param>
    /// <param name="any">Literals of which one must be found.</param>
    public static FailurePattern Cause(string id, FailureCategory category, string title, params IEnumerable<string> any) =>
        new() { Id = id, Category = category, Title = title, Any = [.. any] };

    /// <summary>A pattern of texts that only follow from a cause, or introduce it: it decides when no cause is found beside it.</summary>
    /// <param name="id">What it is known by.</param>
    /// <param name="category">Where the cause most likely lies when nothing else is said.</param>
    /// <param name="title">What happened, in a sentence for people, without a full stop.</param>
    /// <param name="any">Literals of which one must be found.</param>
    public static FailurePattern Symptom(string id, FailureCategory category, string title, params IEnumerable<string> any) =>
        Cause(id, category, title, any) with { Says = PatternMeaning.Symptom };

    /// <summary>A pattern of texts that only say that something failed, as a tool's last line does: it keeps a failure from being overlooked and explains nothing.</summary>
    /// <param name="id">What it is known by.</param>
    /// <param name="title">What it says, in a sentence for people, without a full stop.</param>
    /// <param name="any">Literals of which one must be found.</param>
    public static FailurePattern Wrapper(string id, string title, params IEnumerable<string> any) =>
        Cause(id, FailureCategory.Unknown, title, any) with { Says = PatternMeaning.Wrapper };

    /// <summary>Whether it needs more than its literals.</summary>
    internal bool IsConditional => When.Count > 0 || ExitCodes.Count > 0 || StatusCodes.Count > 0 || ExceptionTypes.Count > 0;
}
