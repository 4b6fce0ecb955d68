namespace WorkflowResilience.Notifications;

/// <summary>How a matcher compares a label with its value.</summary>
public enum MatchOperator
{
    /// <summary><c>=</c>: the same text.</summary>
    Equal,

    /// <summary><c>!=</c>: another text.</summary>
    NotEqual,

    /// <summary><c>=~</c>: the whole text matches a regular expression.</summary>
    Matches,

    /// <summary><c>!~</c>: the whole text does not match a regular expression.</summary>
    NotMatches,
}
