using System.Globalization;
using System.Text.Json;

namespace WorkflowResilience;

/// <summary>A failure as JSON and back: every member but <see cref="StageFailure.Exception"/> survives, in every culture.</summary>
/// <remarks>
/// Names are in camel case. Durations are texts <c>[d.]hh:mm:ss[.fffffff]</c>, exact to the tick of 100 ns and readable; a reason is its code
/// (<c>attempts-exhausted</c>); stages, kinds and the other enumerations are their names. Null members are left out; members that are not known are skipped when reading.
/// </remarks>
public static class FailureJson
{
    /// <summary>A failure as one line of JSON.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>The JSON.</returns>
    public static string Write(StageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return JsonSerializer.Serialize(failure, FailureJsonContext.Default.StageFailure);
    }

    /// <summary>Reads a failure that <see cref="Write"/> wrote.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The failure; its <see cref="StageFailure.Exception"/> is null.</returns>
    /// <exception cref="FormatException">It is not the JSON of a failure; the message says where and why.</exception>
    public static StageFailure Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            StageFailure failure = JsonSerializer.Deserialize(json, FailureJsonContext.Default.StageFailure)
                ?? throw new FormatException("This is not the JSON of a stage failure: it is null.");
            return Problem(failure) is { } problem ? throw new FormatException($"This is not the JSON of a stage failure: {problem}") : failure;
        }
        catch (JsonException exception)
        {
            string where = exception.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $" at {exception.Path ?? "$"}, line {line + 1}, position {(exception.BytePositionInLine ?? 0) + 1}")
                : "";
            string why = FailureText.MessageOf(exception);

            // The serializer repeats the place at the end of its message.
            int repetition = why.IndexOf(" Path: ", StringComparison.Ordinal);
            throw new FormatException($"This is not the JSON of a stage failure{where}: {(repetition < 0 ? why : why[..repetition])}", exception);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new FormatException($"This is not the JSON of a stage failure: {FailureText.MessageOf(exception)}", exception);
        }
    }

    // What the serializer lets pass and no failure can have.
    internal static string? Problem(StageFailure failure) =>
        failure.Id is null || failure.Message is null || failure.Advice is null || failure.History is null ? "id, message, advice and history may not be null."
        : failure.History.Any(row => row is null) ? "history has an entry that is null."
        : failure.Attempts < 0 ? string.Create(CultureInfo.InvariantCulture, $"attempts is {failure.Attempts}; it may not be negative.")
        : failure.NotKept < 0 ? string.Create(CultureInfo.InvariantCulture, $"notKept is {failure.NotKept}; it may not be negative.")
        : failure.Duration < TimeSpan.Zero ? "duration may not be negative."
        : failure.AnalysisSkipped.Any(text => text is null) ? "analysisSkipped has an entry that is null."
        : (failure.Context is { } context ? Problem(context) : null) ?? (failure.Diagnosis is { } diagnosis ? Problem(diagnosis) : null);

    private static string? Problem(FailureContext context) =>
        context.Errors.Any(error => error is null) ? "context.errors has an entry that is null."
        : context.Services.Any(service => service is null) ? "context.services has an entry that is null."
        : context.Previous.Any(result => result is null) ? "context.previous has an entry that is null."
        : null;

    private static string? Problem(FailureDiagnosis diagnosis) =>
        diagnosis.Recommendations.Any(recommendation => recommendation is null) ? "diagnosis.recommendations has an entry that is null."
        : diagnosis.Causes.Any(cause => cause is null) ? "diagnosis.causes has an entry that is null."
        : diagnosis.Causes.Any(cause => cause.Start < 0 || cause.Length < 0 || (long)cause.Start + cause.Length > (cause.Text?.Length ?? 0)) ? "diagnosis.causes has an entry whose start and length do not lie in its text."
        : diagnosis.Rules.Any(text => text is null) ? "diagnosis.rules has an entry that is null."
        : diagnosis.Factors.Any(text => text is null) ? "diagnosis.factors has an entry that is null."
        : diagnosis.Impact?.AffectedFeatures.Any(text => text is null) == true ? "diagnosis.impact.affectedFeatures has an entry that is null."
        : diagnosis.Impact?.BlockedOperations.Any(text => text is null) == true ? "diagnosis.impact.blockedOperations has an entry that is null."
        : null;
}
