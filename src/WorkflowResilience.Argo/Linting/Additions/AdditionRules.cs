namespace WorkflowResilience.Argo;

/// <summary>What Argo does not check, though it goes wrong at run time, late, or silently.</summary>
/// <remarks>
/// The first rule of each subject has the code 301 for A to 319 for S, further ones of the same subject follow from 321 on:
/// A expressions (301, 321 to 324) · B variables of retries (302) · C backoff (303, 325 to 327, 336) · D endless or multiplied retries (304, 328) · E two deadlines (305) · F upper case (306) · G memoization (307)
/// · H injection (308) · I pipelines (309) · J scripts without a command (310) · K suspension (311) · L conditions (312, 335) · M failures that turn green (313, 329) · N files that pods do not share (314)
/// · O what production asks for (315, 330 to 332) · P secrets (316, 337) · Q arguments (317, 333) · S quantities (319, 334). R, a retried step that must not run twice, cannot be seen in YAML: there is no 318.
/// </remarks>
internal static class AdditionRules
{
    internal static readonly LintRule ExpressionWrapped = Error("301", "A retry expression in {{= }} is never evaluated");
    internal static readonly LintRule VariableUnknown = Warning("302", "A variable of retries that does not exist there");
    internal static readonly LintRule BackoffIgnored = Warning("303", "A backoff without a limit is ignored");
    internal static readonly LintRule RetryEndless = Info("304", "Nothing limits the retries");
    internal static readonly LintRule TwoDeadlines = Warning("305", "timeout and activeDeadlineSeconds stand together");
    internal static readonly LintRule UpperCaseName = Error("306", "An upper-case letter in the name of a template that runs a pod");
    internal static readonly LintRule Memoization = Error("307", "A memoization key or age that is refused at run time");
    internal static readonly LintRule Injection = Info("308", "A parameter is pasted into a program");
    internal static readonly LintRule Pipeline = Info("309", "A pipeline hides the failure of all but its last program");
    internal static readonly LintRule NoCommand = Warning("310", "A script without a command");
    internal static readonly LintRule SuspendWithoutDefault = Warning("311", "A suspension ends by itself, and an output has no default then");
    internal static readonly LintRule UnquotedCondition = Info("312", "A value stands in a condition without quotes");
    internal static readonly LintRule FailedOnly = Info("313", "Failed is answered and Errored is not");
    internal static readonly LintRule UnsharedPath = Warning("314", "Pods exchange files through a directory that they do not share");
    internal static readonly LintRule MovingImage = Info("315", "An image without a fixed version");
    internal static readonly LintRule SecretParameter = Warning("316", "A secret in the value of a parameter");
    internal static readonly LintRule MistypedArgument = Warning("317", "An argument is named almost as an input, which is left out");
    internal static readonly LintRule Quantity = Error("319", "A quantity that Kubernetes refuses");

    internal static readonly LintRule ExpressionUnreadable = Error("321", "An expression that cannot be read");
    internal static readonly LintRule ExpressionFailing = Error("322", "An expression whose evaluation is an error");
    internal static readonly LintRule ExpressionMeaningless = Warning("323", "An expression that compares what can never be equal");
    internal static readonly LintRule ExpressionFragile = Info("324", "An expression that fails for some values");
    internal static readonly LintRule BackoffBroken = Error("325", "A backoff that cannot be computed");
    internal static readonly LintRule BackoffBudget = Warning("326", "A backoff whose budget ends before its first wait");
    internal static readonly LintRule CapUnknown = Error("327", "backoff.cap is not known to the target version");
    internal static readonly LintRule RetryMultiplied = Warning("328", "Retries at more than one level multiply");
    internal static readonly LintRule FailureTurnsGreen = Info("329", "A task that answers a failure ends the DAG as a success");
    internal static readonly LintRule NoResources = Info("330", "No template says what resources it needs");
    internal static readonly LintRule NoServiceAccount = Info("331", "The default service account is used");
    internal static readonly LintRule NoSecurityContext = Info("332", "Pods run as root");
    internal static readonly LintRule UnknownArgument = Info("333", "An argument that no input takes");
    internal static readonly LintRule MilliBytes = Warning("334", "Memory in thousandths of a byte");
    internal static readonly LintRule BrokenCondition = Warning("335", "A text without quotes breaks a condition");
    internal static readonly LintRule BudgetBelowDeadline = Info("336", "The budget of retries is shorter than one attempt may be");
    internal static readonly LintRule SecretName = Info("337", "A parameter named as a secret has a value");

    /// <summary>All of them, in the order of their codes.</summary>
    internal static readonly IReadOnlyList<LintRule> All =
    [
        ExpressionWrapped, VariableUnknown, BackoffIgnored, RetryEndless, TwoDeadlines, UpperCaseName, Memoization, Injection, Pipeline, NoCommand, SuspendWithoutDefault, UnquotedCondition, FailedOnly,
        UnsharedPath, MovingImage, SecretParameter, MistypedArgument, Quantity,
        ExpressionUnreadable, ExpressionFailing, ExpressionMeaningless, ExpressionFragile, BackoffBroken, BackoffBudget, CapUnknown, RetryMultiplied, FailureTurnsGreen, NoResources, NoServiceAccount,
        NoSecurityContext, UnknownArgument, MilliBytes, BrokenCondition, BudgetBelowDeadline, SecretName,
    ];

    private static LintRule Error(string number, string title) => new("ARGO" + number, LintSeverity.Error, title);

    private static LintRule Warning(string number, string title) => new("ARGO" + number, LintSeverity.Warning, title);

    private static LintRule Info(string number, string title) => new("ARGO" + number, LintSeverity.Info, title);
}
