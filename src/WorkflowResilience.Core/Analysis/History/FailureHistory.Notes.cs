using System.Buffers;
using System.Globalization;

namespace WorkflowResilience.Analysis;

public sealed partial class FailureHistory
{
    private const int MaxNote = 500;
    private const int MaxName = 64;
    private const int Digits = 20;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Remembers what fixed a failure: whoever meets it next is told. It need not have been seen yet, and it may be forgotten meanwhile.</summary>
    /// <param name="fingerprint">Its fingerprint (<see cref="StageFailure.Fingerprint"/>).</param>
    /// <param name="action">What sort of action it was.</param>
    /// <param name="note">What was done, in words. It is redacted, made one line, and cut at 500 characters.</param>
    /// <param name="by">Who did it; treated in the same way, and cut at 64. Null when that is not to be said.</param>
    /// <remarks>Fixes and corrections are kept for up to 1,024 fingerprints; the one that has not come up for the longest time gives way.</remarks>
    /// <exception cref="ArgumentException">The text is no fingerprint, or the note is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The action is none of its values.</exception>
    public void RecordFix(string fingerprint, RecoveryAction action, string note, string? by = null)
    {
        Validate(fingerprint);
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        if (!Enum.IsDefined(action)) throw new ArgumentOutOfRangeException(nameof(action), action, "That is no recovery action.");
        var fix = new FailureFix(_clock.Provider.GetUtcNow(), action, FailureText.Line(note, MaxNote), Name(by));
        lock (_lock) _notes.Set(fingerprint, _notes.Of(fingerprint) with { Fix = fix });
    }

    /// <inheritdoc cref="RecordFix(string, RecoveryAction, string, string?)"/>
    /// <param name="failure">The failure.</param>
    /// <param name="action">What sort of action it was.</param>
    /// <param name="note">What was done, in words. It is redacted, made one line, and cut at 500 characters.</param>
    /// <param name="by">Who did it; treated in the same way, and cut at 64. Null when that is not to be said.</param>
    /// <exception cref="ArgumentException">The failure has no fingerprint, or the note is empty.</exception>
    public void RecordFix(StageFailure failure, RecoveryAction action, string note, string? by = null) => RecordFix(FingerprintOf(failure), action, note, by);

    /// <summary>Remembers what a person says of a failure's verdict: failures with this fingerprint carry it from now on.</summary>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="verdict">The verdict. <see cref="FailureVerdict.Unknown"/> takes an earlier correction back.</param>
    /// <param name="by">Who says so; redacted and cut at 64 characters. Null when that is not to be said.</param>
    /// <exception cref="ArgumentException">The text is no fingerprint.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The verdict is none of its values.</exception>
    public void Correct(string fingerprint, FailureVerdict verdict, string? by = null)
    {
        Validate(fingerprint);
        if (!Enum.IsDefined(verdict)) throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "That is no verdict.");
        bool takenBack = verdict == FailureVerdict.Unknown;
        string? name = takenBack ? null : Name(by);
        lock (_lock) _notes.Set(fingerprint, _notes.Of(fingerprint) with { Verdict = takenBack ? null : verdict, CorrectedBy = name });
    }

    /// <inheritdoc cref="Correct(string, FailureVerdict, string?)"/>
    /// <param name="failure">The failure.</param>
    /// <param name="verdict">The verdict. <see cref="FailureVerdict.Unknown"/> takes an earlier correction back.</param>
    /// <param name="by">Who says so; redacted and cut at 64 characters. Null when that is not to be said.</param>
    /// <exception cref="ArgumentException">The failure has no fingerprint.</exception>
    public void Correct(StageFailure failure, FailureVerdict verdict, string? by = null) => Correct(FingerprintOf(failure), verdict, by);

    /// <summary>What a person has said of a failure's verdict; null when nobody has.</summary>
    internal FailureVerdict? CorrectionOf(string fingerprint)
    {
        lock (_lock) return _notes.Of(fingerprint).Verdict;
    }

    private static string? Name(string? by) => string.IsNullOrWhiteSpace(by) ? null : FailureText.Line(by, MaxName);

    private static string FingerprintOf(StageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.Fingerprint
            ?? throw new ArgumentException($"The failure {failure.Id} has no fingerprint: it was not looked at when it happened. Its {nameof(StageFailure.AnalysisSkipped)} says why.", nameof(failure));
    }

    // fp, a version, a colon, and twenty hexadecimal digits in lower case.
    private static void Validate(string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        int colon = fingerprint.IndexOf(':', StringComparison.Ordinal);
        string? problem = null;
        if (!fingerprint.StartsWith("fp", StringComparison.Ordinal) || colon is < 3 or > 5 || fingerprint.AsSpan(2, colon - 2).ContainsAnyExceptInRange('0', '9'))
            problem = "it must begin with 'fp1:'";
        else if (fingerprint.Length != colon + 1 + Digits)
            problem = string.Create(CultureInfo.InvariantCulture, $"{Digits} hexadecimal digits must follow its colon, not {fingerprint.Length - colon - 1} characters");
        else if (fingerprint.AsSpan(colon + 1).IndexOfAnyExcept(s_digits) is int bad and >= 0)
            problem = string.Create(CultureInfo.InvariantCulture, $"'{fingerprint[colon + 1 + bad]}' at position {colon + bad + 2} is no hexadecimal digit in lower case");
        if (problem is null) return;
        throw new ArgumentException($"'{FailureText.Line(fingerprint, MaxName)}' is no fingerprint: {problem}. {nameof(StageFailure)}.{nameof(StageFailure.Fingerprint)} has one.", nameof(fingerprint));
    }
}
