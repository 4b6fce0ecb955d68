namespace WorkflowResilience.Analysis;

/// <summary>How far from a pattern's hit its other literals are looked for.</summary>
public enum PatternScope
{
    /// <summary>On the same line.</summary>
    Line,

    /// <summary>On the same line and the eight lines before and behind it.</summary>
    Near,

    /// <summary>Anywhere in the text.</summary>
    Text,
}
