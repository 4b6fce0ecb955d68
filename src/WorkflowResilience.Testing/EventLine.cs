using System.Globalization;
using System.Text;

namespace WorkflowResilience.Testing;

/// <summary>An event as a line of text: what is set, in the order in which a reader asks for it.</summary>
internal static class EventLine
{
    internal static void Append(StringBuilder text, in ResilienceEvent e)
    {
        text.Append(CultureInfo.InvariantCulture, $"{e.Kind}");
        if (!e.Stage.IsNone) text.Append(' ').Append(e.Stage.Name);
        if (e.RunId is not null) text.Append(" run ").Append(e.RunId);
        if (e.Attempt > 0) text.Append(CultureInfo.InvariantCulture, $" attempt {e.Attempt}");
        if (e.Kind == ResilienceEventKinds.CircuitChanged) text.Append(CultureInfo.InvariantCulture, $" {e.CircuitFrom} to {e.CircuitTo}");
        if (e.Reason != StageReason.None) text.Append(", ").Append(e.Reason.Code());
        if (e.FailureKind != FailureKind.Unknown) text.Append(", ").Append(e.FailureKind.Name);
        if (e.Duration != TimeSpan.Zero) text.Append(CultureInfo.InvariantCulture, $", took {e.Duration}");
        if (e.Delay != TimeSpan.Zero) text.Append(CultureInfo.InvariantCulture, $", wait {e.Delay}");
        if (e.ErrorText is { } error) text.Append(": ").Append(error.ReplaceLineEndings(" "));
    }
}
