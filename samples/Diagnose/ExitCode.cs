using WorkflowResilience;

namespace Diagnose;

/// <summary>What the program tells its caller with its exit code.</summary>
internal static class ExitCode
{
    internal const int Unreadable = 1, WrongCommand = 2;

    private static readonly int[] s_order =
    [
        0, (int)WorkflowExitCode.Transient, (int)WorkflowExitCode.Unavailable, (int)WorkflowExitCode.Unknown, (int)WorkflowExitCode.Defect,
        (int)WorkflowExitCode.Authentication, (int)WorkflowExitCode.Configuration, (int)WorkflowExitCode.NeedsPerson, Unreadable,
    ];

    internal static int Of(FailureDiagnosis? diagnosis) => diagnosis is null ? 0 : (int)WorkflowExitCodes.Of(diagnosis);

    /// <summary>Of two codes the one that a repetition helps less: a caller that repeats on 75 must not do so while another file needs a person.</summary>
    internal static int Worse(int one, int other) => Array.IndexOf(s_order, one) >= Array.IndexOf(s_order, other) ? one : other;
}
