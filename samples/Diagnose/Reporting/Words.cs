using System.Globalization;
using WorkflowResilience;

namespace Diagnose.Reporting;

/// <summary>What members of a diagnosis are called for people.</summary>
internal static class Words
{
    internal static string Of(FailureVerdict verdict) => verdict switch
    {
        FailureVerdict.Transient => "may pass by itself",
        FailureVerdict.Permanent => "stays until something is changed",
        _ => "not known whether it passes",
    };

    /// <summary>What a diagnosis rests on; a basis that is not known here speaks for itself.</summary>
    internal static string OfBasis(string basis)
    {
        const string Agreed = "-agreed", Disputed = "-disputed";
        bool agreed = basis.EndsWith(Agreed, StringComparison.Ordinal), disputed = basis.EndsWith(Disputed, StringComparison.Ordinal);
        string words = (agreed ? basis[..^Agreed.Length] : disputed ? basis[..^Disputed.Length] : basis) switch
        {
            "cause-3" => "a code or structure of one cause",
            "cause-2" => "a phrase of one cause",
            "cause-1" => "a word that hints at a cause",
            "symptom" => "what follows from a cause",
            "symptom-1" => "what follows from many causes",
            "wrapper" => "only that something failed",
            "nothing" => "no pattern matched",
            _ => "",
        };
        return words.Length == 0 ? basis : $"{words}{(agreed ? ", and a second pattern agrees" : disputed ? ", disputed by another or on a doubtful line" : "")} ({basis})";
    }

    internal static string Of(TimeSpan time) =>
        time >= TimeSpan.FromHours(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h")
        : time >= TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
