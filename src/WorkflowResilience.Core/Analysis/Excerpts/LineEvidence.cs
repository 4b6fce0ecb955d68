namespace WorkflowResilience.Analysis;

/// <summary>What the words of a line give away.</summary>
/// <param name="Failing">How many words say that something failed, counted and negated ones left out.</param>
/// <param name="Counted">How many numbers of errors, tests or warnings there are.</param>
/// <param name="Informative">How many words are not of the vocabulary of running something.</param>
/// <param name="Specific">Whether it names what was wrong.</param>
/// <param name="Labelled">Whether an error label stands in it.</param>
/// <param name="Typed">Whether the type of an exception with its colon stands in it; 2 at the line's start.</param>
/// <param name="Aftermath">Whether it speaks of uploads, artifacts, caches, clean-up.</param>
/// <param name="Pointer">Whether it begins with advice, or with what is being done.</param>
/// <param name="Excused">Whether it says that the failure is none: skipped, ignored, possible.</param>
/// <param name="Exit">An exit code; null when none is named.</param>
/// <param name="At">Where the most telling word begins.</param>
internal readonly record struct LineEvidence(int Failing, int Counted, int Informative, bool Specific, bool Labelled, int Typed, bool Aftermath, bool Pointer, bool Excused, int? Exit, int At);
