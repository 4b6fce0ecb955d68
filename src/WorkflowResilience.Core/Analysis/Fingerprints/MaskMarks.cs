namespace WorkflowResilience.Analysis;

/// <summary>What stands in the place of a variable part. Masking leaves these alone, so that masking twice changes nothing.</summary>
internal static class MaskMarks
{
    /// <summary>A number, an id, a digest, a version: whatever is counted or drawn.</summary>
    internal const char Number = '#';

    /// <summary>A quoted value, a user, the folders of a path, the query of a URL.</summary>
    internal const char Any = '*';

    internal const string Time = "<time>";
    internal const string Duration = "<duration>";
    internal const string Size = "<size>";
    internal const string Host = "<host>";
    internal const string Email = "<email>";

    /// <summary>The length of the mark that a text begins with, or 0.</summary>
    internal static int Length(ReadOnlySpan<char> text)
    {
        foreach (string mark in (ReadOnlySpan<string>)[Time, Duration, Size, Host, Email])
        {
            if (text.StartsWith(mark, StringComparison.Ordinal)) return mark.Length;
        }

        return 0;
    }
}
