namespace WorkflowResilience.Analysis;

/// <summary>How frequencies are judged: the windows, the past they are compared with, and what is too much for chance. Times are milliseconds.</summary>
/// <remarks>Immutable; shared by all watches of a history.</remarks>
internal sealed class FrequencyPlan
{
    /// <summary>The steps of each window, the present one included: a failure counts for the whole window and at most one step longer.</summary>
    internal const int ShortSteps = 6;
    internal const int LongSteps = 13;
    internal const int RareSteps = 25;

    /// <summary>How likely the counts of the long window may be by chance. Small, for each failure is a new look, and a month has many.</summary>
    internal const double Chance = 1e-6;

    /// <summary>The same for the window of rare failures: it moves 24 times as slowly, so there are fewer looks.</summary>
    internal const double RareChance = 1e-3;

    /// <summary>What the busiest hour of a day may have more than the mean; a rare window is a whole day.</summary>
    internal const double DaySwing = 1.5;

    /// <summary>A failure that used to come less often than this in a long window is rare.</summary>
    internal const double RareBelow = 4;

    /// <summary>What comes at most so many times as often as it used to has settled.</summary>
    internal const double SettledRatio = 1.5;

    /// <summary>What chance brings as often as this has settled as well.</summary>
    internal const double SettledChance = 0.1;

    private const int RareLongWindows = 24;
    private const int PastRareWindows = 7;

    internal FrequencyPlan(TimeSpan shortWindow, TimeSpan longWindow, TimeSpan learningTime, int minimumCount, double minimumRatio)
    {
        ShortStep = Milliseconds(shortWindow) / (ShortSteps - 1);
        LongStep = Milliseconds(longWindow) / (LongSteps - 1);
        LongWindow = LongStep * (LongSteps - 1);
        RareStep = LongWindow * RareLongWindows / (RareSteps - 1);
        RareWindow = RareStep * (RareSteps - 1);
        PastTime = (double)RareWindow * PastRareWindows;
        LearningTime = Milliseconds(learningTime);
        MinimumCount = minimumCount;
        MinimumRatio = minimumRatio;
    }

    internal long ShortStep { get; }

    internal long LongStep { get; }

    internal long RareStep { get; }

    internal long LongWindow { get; }

    internal long RareWindow { get; }

    /// <summary>The time in which the weight of the past falls to 1/e.</summary>
    internal double PastTime { get; }

    /// <summary>The past that must be known before anything can be rising.</summary>
    internal long LearningTime { get; }

    internal int MinimumCount { get; }

    internal double MinimumRatio { get; }

    internal double DecayOver(double time) => Math.Exp(-time / PastTime);

    private static long Milliseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMillisecond;
}
