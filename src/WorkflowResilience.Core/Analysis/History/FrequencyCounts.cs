using System.Runtime.CompilerServices;

namespace WorkflowResilience.Analysis;

/// <summary>The steps of the three windows one behind the other: short, long, rare.</summary>
[InlineArray(Length)]
internal struct FrequencyCounts
{
    internal const int Length = FrequencyPlan.ShortSteps + FrequencyPlan.LongSteps + FrequencyPlan.RareSteps;

    private uint _first;
}
