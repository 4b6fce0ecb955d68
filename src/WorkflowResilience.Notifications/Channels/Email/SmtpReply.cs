namespace WorkflowResilience.Notifications;

/// <summary>What a mail server answered: a code and a line or several.</summary>
/// <param name="Code">The code, 200 to 599.</param>
/// <param name="Lines">The lines without the code; at least one, which may be empty.</param>
internal readonly record struct SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>2 success, 3 go on, 4 later perhaps, 5 never.</summary>
    internal int Class => Code / 100;

    /// <summary>The reply in one line.</summary>
    internal string Text => $"{Code} {string.Join(' ', Lines)}".TrimEnd();

    /// <summary>Whether it has an enhanced code (RFC 3463) that ends so, as <c>.3.4</c> for a message that is too large.</summary>
    internal bool HasDetail(string subjectAndDetail) =>
        Lines[0].Length > 1 && Lines[0][0] == Code.ToString(System.Globalization.CultureInfo.InvariantCulture)[0] &&
        Lines[0].AsSpan(1).StartsWith(subjectAndDetail) && (Lines[0].Length == 1 + subjectAndDetail.Length || Lines[0][1 + subjectAndDetail.Length] == ' ');
}
