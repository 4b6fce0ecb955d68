using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace WorkflowResilience.Analysis;

/// <summary>Names a failure so that it is recognised when it comes again: the same for other ids, times, paths and hosts, another for another status or error code.</summary>
/// <remarks>
/// A value, equal by its id. Thread-safe; no culture, process, machine or version of the library changes a fingerprint: whoever changes what goes into it changes the
/// version it begins with. The stage is not part of it: one name server that fails fails two stages in one way.
/// </remarks>
public readonly record struct FailureFingerprint
{
    /// <summary>What fingerprints of this version begin with.</summary>
    public const string Version = "fp1:";

    private const int HashBytes = 10;
    private const int CodesBefore = 2;
    private const int CodesAfter = 5;

    private readonly string? _id;
    private readonly string? _maskedLine;

    private FailureFingerprint(string id, string maskedLine)
    {
        _id = id;
        _maskedLine = maskedLine;
    }

    /// <summary>The fingerprint: <c>fp1:</c> and twenty hexadecimal digits in small letters. Empty for the default value.</summary>
    public string Id => _id ?? "";

    /// <summary>The line that it was made of, its variable parts masked, at most 300 characters. For people to read; not redacted beyond what the line was.</summary>
    public string MaskedLine => _maskedLine ?? "";

    /// <summary>The fingerprint of a text about which nothing else is known: of the line that <see cref="LogExcerpt"/> finds, and of the codes around it.</summary>
    /// <param name="text">A log, a program's output or one line, of any length. What is used of it is redacted.</param>
    /// <returns>The fingerprint.</returns>
    public static FailureFingerprint Of(string text)
    {
        FailureExcerpt excerpt = LogExcerpt.Of(text);
        var codes = new List<string>();
        string? cause = excerpt.Cause;
        int at = -1;
        foreach (ExcerptLine line in excerpt.Lines)
        {
            if (string.Equals(line.Text, cause, StringComparison.Ordinal)) at = line.Number;
        }

        string masked = LineMask.Mask(cause ?? LastLine(text));
        foreach (ExcerptLine line in excerpt.Lines)
        {
            bool near = at >= 0 && line.Number >= at - CodesBefore && line.Number <= at + CodesAfter && line.Role != ExcerptRole.Counter;
            if (near || line.Role == ExcerptRole.Wrapper) _ = LineMask.Mask(line.Text, codes);
        }

        var facts = new StringBuilder();
        foreach (string code in codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) facts.Append(code).Append('\n');
        return Hash(facts, masked);
    }

    /// <summary>The fingerprint of a failure.</summary>
    /// <param name="facts">What structure says of it.</param>
    /// <param name="causeLine">The line that names the cause; null takes the message of the innermost exception.</param>
    /// <param name="stack">The lines of the innermost stack, asked for when <see cref="NeedsPlace"/> says so; empty when there is none.</param>
    internal static FailureFingerprint Of(in FailureFacts facts, string? causeLine, IReadOnlyList<string> stack)
    {
        Exception? inner = facts.Exception is { } exception ? Innermost(exception) : null;
        string masked = LineMask.Mask(causeLine ?? (inner is null ? "" : FailureText.MessageOf(inner)));
        var text = new StringBuilder(256);
        text.Append(facts.Kind.Name).Append('\n').Append(inner is null ? "" : TypeName(inner.GetType())).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{facts.StatusCode}\n{(int?)facts.SocketError}\n{facts.ExitCode}\n{ResultCode(inner):x}\n");
        if (NeedsPlace(facts)) text.Append(StackFrames.First(stack)).Append('\n');
        return Hash(text, masked);
    }

    /// <summary>
    /// Whether only its place tells such a failure from others: its message is the same wherever it happens. Of all others the stack is left out, because the compiler at run
    /// time puts small methods into their callers once they are called often: the same failure would get another fingerprint after a while.
    /// </summary>
    internal static bool NeedsPlace(in FailureFacts facts) =>
        facts.Exception is { } exception && Innermost(exception) is NullReferenceException or IndexOutOfRangeException or DivideByZeroException;

    /// <summary>A coarser key for failures that are alike: the kind, the type, the stage and the codes, without any text. Never 0.</summary>
    internal static ulong Family(in FailureFacts facts, WorkflowStage? stage)
    {
        Exception? inner = facts.Exception is { } exception ? Innermost(exception) : null;
        string key = string.Create(
            CultureInfo.InvariantCulture,
            $"family1\n{facts.Kind.Name}\n{(inner is null ? "" : TypeName(inner.GetType()))}\n{stage?.Name}\n{facts.StatusCode}\n{(int?)facts.SocketError}\n{facts.ExitCode}\n{ResultCode(inner):x}");

        // FNV-1a, 64 bits (Fowler, Noll, Vo).
        ulong hash = 14695981039346656037;
        foreach (char c in key) hash = (hash ^ c) * 1099511628211;
        return hash == 0 ? 1 : hash;
    }

    /// <summary>The fingerprint's id.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;

    /// <summary>Whether two fingerprints have one id.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when they have.</returns>
    public bool Equals(FailureFingerprint other) => string.Equals(Id, other.Id, StringComparison.Ordinal);

    /// <summary>A hash of the id.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    private static FailureFingerprint Hash(StringBuilder facts, string masked)
    {
        facts.Append('\n').Append(masked);
        string text = facts.ToString();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new FailureFingerprint(Version + Convert.ToHexStringLower(hash[..HashBytes]), masked);
    }

    // What only carries another exception says nothing of its own.
    private static Exception Innermost(Exception exception)
    {
        for (int depth = 0; depth < ExceptionChain.MaxDepth && ExceptionChain.CountInside(exception) > 0; depth++) exception = ExceptionChain.Inside(exception, 0);
        return exception;
    }

    private static string TypeName(Type type)
    {
        if (type.IsGenericType) type = type.GetGenericTypeDefinition();
        string name = type.FullName ?? type.Name;
        int arity = name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? name : name[..arity];
    }

    // The system's own number, as opposed to the one that every exception of a type has.
    private static int ResultCode(Exception? exception) => exception switch
    {
        IOException or ExternalException when (exception.HResult & 0xFFFF0000) != 0x80130000 && exception.HResult != unchecked((int)0x80004005) => exception.HResult,
        _ => 0,
    };

    private static string LastLine(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimEnd();
        if (rest.Length > LogPieces.Tail) rest = rest[LogPieces.Of(rest, rest.Length - LogPieces.Tail, rest.Length)];
        string shown = FailureText.Redact(CleanText.Of(rest));
        return shown[(shown.LastIndexOf('\n') + 1)..];
    }
}
