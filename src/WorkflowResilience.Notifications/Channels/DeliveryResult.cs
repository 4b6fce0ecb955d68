namespace WorkflowResilience.Notifications;

/// <summary>What came of one try to send a message, as the channel tells it. Immutable; made by its factories.</summary>
public sealed record DeliveryResult
{
    /// <summary>The longest <see cref="Excerpt"/>, in characters.</summary>
    public const int MaxExcerpt = 256;

    private DeliveryResult(DeliveryStatus status, string reason) => (Status, Reason) = (status, reason);

    /// <summary>What came of it.</summary>
    public DeliveryStatus Status { get; }

    /// <summary>Why, in lower-case words joined by hyphens such as <c>http-503</c>, <c>dns</c> or <c>invalid-token</c>; <c>accepted</c> for success.</summary>
    public string Reason { get; }

    /// <summary>How long the provider asks to wait; null when it says nothing. Never negative.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether the message may have arrived all the same, as after a timeout: a retry may then be a duplicate with the same id.</summary>
    public bool IsAmbiguous { get; private init; }

    /// <summary>What the provider calls the message; null when it says nothing.</summary>
    public string? ProviderId { get; private init; }

    /// <summary>The beginning of what the provider answered, redacted; null when that says nothing.</summary>
    public string? Excerpt { get; private init; }

    /// <summary>It was taken.</summary>
    /// <param name="providerId">What the provider calls it; null: it said nothing.</param>
    /// <param name="excerpt">What is worth knowing all the same, as that one of several recipients was refused; redacted and cut here.</param>
    public static DeliveryResult Accepted(string? providerId = null, string? excerpt = null) =>
        new(DeliveryStatus.Accepted, "accepted") { ProviderId = providerId, Excerpt = Cut(excerpt) };

    /// <summary>It failed and may succeed later.</summary>
    /// <param name="reason">Why, as in <see cref="Reason"/>.</param>
    /// <param name="isAmbiguous">Whether it may have arrived all the same.</param>
    /// <param name="retryAfter">How long the provider asks to wait; below zero counts as zero.</param>
    /// <param name="excerpt">What it answered; redacted and cut here.</param>
    public static DeliveryResult Transient(string reason, bool isAmbiguous = false, TimeSpan? retryAfter = null, string? excerpt = null) =>
        new(DeliveryStatus.Transient, reason) { IsAmbiguous = isAmbiguous, RetryAfter = Floor(retryAfter), Excerpt = Cut(excerpt) };

    /// <summary>The provider asks for fewer messages.</summary>
    /// <param name="reason">Why, as in <see cref="Reason"/>.</param>
    /// <param name="retryAfter">How long it asks to wait; null: it said nothing.</param>
    /// <param name="excerpt">What it answered; redacted and cut here.</param>
    public static DeliveryResult Throttled(string reason, TimeSpan? retryAfter = null, string? excerpt = null) =>
        new(DeliveryStatus.Throttled, reason) { RetryAfter = Floor(retryAfter), Excerpt = Cut(excerpt) };

    /// <summary>This message will never be taken.</summary>
    /// <param name="reason">Why, as in <see cref="Reason"/>.</param>
    /// <param name="excerpt">What the provider answered; redacted and cut here.</param>
    public static DeliveryResult Rejected(string reason, string? excerpt = null) => new(DeliveryStatus.Rejected, reason) { Excerpt = Cut(excerpt) };

    /// <summary>The message is too large.</summary>
    /// <param name="reason">Why, as in <see cref="Reason"/>.</param>
    /// <param name="excerpt">What the provider answered; redacted and cut here.</param>
    public static DeliveryResult TooLarge(string reason, string? excerpt = null) => new(DeliveryStatus.TooLarge, reason) { Excerpt = Cut(excerpt) };

    /// <summary>Nothing will be taken until somebody mends the channel's address or credential.</summary>
    /// <param name="reason">Why, as in <see cref="Reason"/>.</param>
    /// <param name="excerpt">What the provider answered; redacted and cut here.</param>
    public static DeliveryResult Faulted(string reason, string? excerpt = null) => new(DeliveryStatus.Faulted, reason) { Excerpt = Cut(excerpt) };

    private static TimeSpan? Floor(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;

    // Redacted whole before it is cut: half a token is matched by no rule.
    private static string? Cut(string? excerpt)
    {
        if (string.IsNullOrWhiteSpace(excerpt)) return null;
        string redacted = FailureText.Redact(excerpt.ReplaceLineEndings(" ").Trim());
        if (redacted.Length <= MaxExcerpt) return redacted;
        int end = char.IsHighSurrogate(redacted[MaxExcerpt - 2]) ? MaxExcerpt - 2 : MaxExcerpt - 1;
        return string.Concat(redacted.AsSpan(0, end), "…");
    }
}
