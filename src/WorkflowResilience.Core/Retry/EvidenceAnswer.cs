namespace WorkflowResilience;

/// <summary>What evidence says of another attempt.</summary>
internal enum EvidenceAnswer
{
    /// <summary>The rest of the policy decides.</summary>
    Nothing,

    /// <summary>Not to make it.</summary>
    Refuse,

    /// <summary>To make it although the policy does not know the failure.</summary>
    Retry,

    /// <summary>To make it in order to find out whether it helps.</summary>
    Explore,
}
