namespace WorkflowResilience;

/// <summary>What a policy does with a failure that none of its conditions matches.</summary>
public enum UnknownFailures
{
    /// <summary>Stop: what is not known to be worth retrying is not retried.</summary>
    Stop,

    /// <summary>
    /// Let the verdict decide: a transient failure is retried, any other stops. Where the classifier knows none, the failure's texts are asked, and before them what a person has
    /// said of failures like it (<see cref="Analysis.FailureHistory.Correct(string, FailureVerdict, string?)"/>); without <see cref="FailureAnalysis.Enabled"/> nobody reads texts.
    /// </summary>
    FollowVerdict,
}
