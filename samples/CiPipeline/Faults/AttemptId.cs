using System.Globalization;

namespace CiPipeline.Faults;

/// <summary>One attempt of one run's clone stage: every HTTP request carries it, so that the server needs no memory of who asks how often.</summary>
internal readonly record struct AttemptId(string RunId, int Attempt)
{
    public const string Header = "Pipeline-Attempt";

    public static AttemptId? Parse(string? text)
    {
        int slash = text?.LastIndexOf('/') ?? -1;
        return slash > 0 && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int attempt)
            ? new AttemptId(text![..slash], attempt)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RunId}/{Attempt}");
}
