namespace WorkflowResilience.Redaction;

/// <summary>The id of an AWS access key, and its secret when it stands right behind.</summary>
internal static class AwsKeyRule
{
    internal static readonly string[] Literals = ["AKIA", "ASIA", "ABIA", "ACCA"];

    private const int IdLength = 20;
    private const int SecretLength = 40;
    private const int LongestGap = 3;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        ReadOnlySpan<char> text = scan.Text;
        if (!Boundary.IsBefore(text, at) || scan.RunEnd(Charset.UpperDigits, at) != at + IdLength) return;
        int end = at + IdLength;
        if (end < text.Length && (char.IsAsciiLetterLower(text[end]) || text[end] == '_')) return;
        scan.Replace(at, end);
        int secret = end;
        while (secret < text.Length && secret - end < LongestGap && text[secret] is ':' or ',' or '/' or ' ' or '\t' or '|' or ';') secret++;
        if (secret > end && scan.RunEnd(Charset.Base64, secret) == secret + SecretLength && Looks.Random(text.Slice(secret, SecretLength))) scan.Replace(secret, secret + SecretLength);
    }
}
