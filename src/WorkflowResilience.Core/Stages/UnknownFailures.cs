namespace WorkflowResilience;

/// <summary>What a policy does with a failure that none of its conditions matches.</summary>
public enum UnknownFailures
{
    /// <summary>Stop: what is not known to be worth retrying is not retried.</summary>
    Stop,

    /// <summary>Let the classifier's verdict decide: a transient failure is retried, any other stops.</summary>
    FollowVerdict,
}
