using System.Text;

namespace WorkflowResilience.Redaction;

/// <summary>The base64 of an armoured private key, as Kubernetes writes keys. That of a certificate or of a public key stays.</summary>
internal static class PemBase64Rule
{
    /// <summary>The base64 of <c>-----BEGIN</c>.</summary>
    internal const string Literal = "LS0tLS1CRUdJTi";

    private const int Decoded = 48;

    internal static void Apply(ref RedactionScan scan, int at, Anchor anchor)
    {
        int end = scan.RunEnd(Charset.Base64, at);
        ReadOnlySpan<char> head = scan.Text.AsSpan(at, Math.Min(end - at, Decoded / 3 * 4));
        Span<byte> bytes = stackalloc byte[Decoded];
        if (!Convert.TryFromBase64Chars(head[..(head.Length / 4 * 4)], bytes, out int count)) return;
        ReadOnlySpan<byte> label = bytes[..count];
        if (label.IndexOf("CERTIFICATE"u8) < 0 && label.IndexOf("PUBLIC"u8) < 0) scan.Replace(at, end);
    }
}
