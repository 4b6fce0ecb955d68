using System.Globalization;

namespace WorkflowResilience.Http;

/// <summary>
/// What <see cref="ResilienceHandler"/> does that a <see cref="StagePolicy"/> cannot say: which responses are failures and which requests may be sent again. Immutable.
/// </summary>
public sealed record HttpResilienceOptions
{
    private const int MostBuffered = 100 * 1024 * 1024;

    /// <summary>The defaults.</summary>
    public static HttpResilienceOptions Default { get; } = new();

    /// <summary>What the caller gets when the last response counts as a failure. Default: the response.</summary>
    public FailedResponses FailedResponses { get; init; }

    /// <summary>Which requests may be sent more than once. Default: by their method.</summary>
    public RequestRepetition Repetition { get; init; }

    /// <summary>
    /// Whether a request that the server turned away for a rate limit (429, or a 403 that says so) counts as not taken, so that it is repeated whatever its method.
    /// Default false; set it for servers that are known to count before they work.
    /// </summary>
    public bool RepeatRefused { get; init; }

    /// <summary>
    /// Whether a POST or PATCH without an <c>Idempotency-Key</c> header gets one, the same for all attempts of the call and another for the next call, which makes it
    /// repeatable. Default false; set it only for servers that know the header.
    /// </summary>
    public bool AddIdempotencyKey { get; init; }

    /// <summary>
    /// Bytes of a content that are kept in memory before the first attempt so that it can be sent again, when it cannot be by itself and its length is known. A content that
    /// is longer or of unknown length is sent once. From 0 to 104,857,600 (100 MiB). Default 65,536.
    /// </summary>
    public int MaxBufferedContent { get; init; } = 64 * 1024;

    /// <summary>
    /// Statuses that count as failures although they usually are answers; each from 200 to 599. They are retried when a condition of the policy matches them, such as
    /// <see cref="RetryCondition.OnStatus"/>. Default none.
    /// </summary>
    public IReadOnlyList<int> MoreFailures
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = [];

    /// <summary>Statuses that are answers although they usually count as failures; each from 200 to 599. Default none.</summary>
    public IReadOnlyList<int> Answers
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = [];

    /// <summary>
    /// A text, compared without case, by which a 403 is known as a rate limit when its headers do not say so. A 403's body is then read as part of the attempt, when its
    /// length is known and at most 65,536 bytes; the caller can still read it. Default null: no body is read.
    /// </summary>
    public string? RateLimitText { get; init; }

    /// <summary>Checks every value.</summary>
    /// <returns>All problems, each with the member, the value and what to do; empty when there are none.</returns>
    public IReadOnlyList<string> Validate() =>
    [
        .. Undefined(nameof(FailedResponses), FailedResponses),
        .. Undefined(nameof(Repetition), Repetition),
        .. Problem(MaxBufferedContent is < 0 or > MostBuffered, $"MaxBufferedContent is {MaxBufferedContent}; it must be from 0 (nothing is buffered) to {MostBuffered}."),
        .. StatusProblems(nameof(MoreFailures), MoreFailures),
        .. StatusProblems(nameof(Answers), Answers),
        .. Answers.Intersect(MoreFailures).Select(s => Invariant($"{s} stands in MoreFailures and in Answers; take it out of one.")),
        .. Problem(RateLimitText is not null && string.IsNullOrWhiteSpace(RateLimitText), $"RateLimitText is empty and would match every 403; leave it null to read no body."),
    ];

    private static IEnumerable<string> StatusProblems(string member, IReadOnlyList<int> statuses) =>
        statuses.Where(s => s is < 200 or > 599).Select(s => Invariant($"{member} has the status {s}; each must be from 200 to 599."));

    private static string[] Problem(bool isOne, FormattableString text) => isOne ? [Invariant(text)] : [];

    private static string[] Undefined<T>(string member, T value)
        where T : struct, Enum => Enum.IsDefined(value) ? [] : [$"{member} is {value}; it must be {EnumText.Names<T>()}."];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
