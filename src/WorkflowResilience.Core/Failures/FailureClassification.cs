namespace WorkflowResilience;

/// <summary>Puts an exception before the host's classifiers, then lets structure decide what they leave open.</summary>
internal static class FailureClassification
{
    /// <summary>What is known of an exception.</summary>
    /// <param name="classifiers">The host's, asked in order; the first that answers decides. Each sees what structure knows.</param>
    /// <param name="exception">The exception that ended the attempt.</param>
    /// <param name="onCallbackFailed">Told what a classifier threw; the classifier then counts as one that does not answer.</param>
    internal static FailureFacts Run(IReadOnlyList<IFailureClassifier> classifiers, Exception exception, Action<Exception> onCallbackFailed)
    {
        FailureFacts structural = StructuralClassifier.Instance.Classify(exception);
        for (int i = 0; i < classifiers.Count; i++)
        {
            FailureFacts answer = structural;
            try
            {
                if (!classifiers[i].TryClassify(exception, ref answer)) continue;
            }
            catch (Exception thrown)
            {
                onCallbackFailed(thrown);
                continue;
            }

            // A host may say what sort of failure it is, not what has happened: that a nested execution has already retried it stays true.
            return answer with
            {
                Exception = exception,
                Nested = structural.Nested,
                NestedRejection = structural.NestedRejection,
                ServerDelay = answer.ServerDelay < TimeSpan.Zero ? TimeSpan.Zero : answer.ServerDelay,
            };
        }

        return structural;
    }
}
