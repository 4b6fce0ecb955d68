using System.Globalization;

namespace WorkflowResilience;

public sealed partial record RetryBudgetPolicy
{
    /// <summary>All that is wrong with the budget.</summary>
    /// <param name="path">The member that holds it.</param>
    internal IEnumerable<string> Problems(string path)
    {
        // Written so that a value that is not a number fails as well.
        if (!(DepositPerSuccess is >= 0 and <= 1)) yield return Invariant($"{path}.DepositPerSuccess is {DepositPerSuccess}; it must be from 0 to 1.");
        if (!(Capacity is >= 1 and <= 1_000_000)) yield return Invariant($"{path}.Capacity is {Capacity}; it must be from 1 to 1000000.");
        if (!(Initial >= 0)) yield return Invariant($"{path}.Initial is {Initial}; it must be from 0 to Capacity.");
        if (!(Cost > 0)) yield return Invariant($"{path}.Cost is {Cost}; it must be above 0 and at most Capacity.");
        if (Initial > Capacity) yield return Invariant($"{path}.Initial ({Initial}) exceeds Capacity ({Capacity}); lower Initial or raise Capacity.");
        if (Cost > Capacity) yield return Invariant($"{path}.Cost ({Cost}) exceeds Capacity ({Capacity}); no retry could ever be paid: lower Cost or raise Capacity.");
        if (Target is not null && string.IsNullOrWhiteSpace(Target)) yield return $"{path}.Target is empty; name what is shared, or leave it null for the stage itself.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
