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
            return JsonSerializer.Deserialize(json, FailureJsonContext.Default.StageFailure)
                ?? throw new FormatException("This is not the JSON of a stage failure: it is null.");
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
}
