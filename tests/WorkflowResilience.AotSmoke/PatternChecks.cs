using WorkflowResilience;
using WorkflowResilience.Analysis;

namespace WorkflowResilience.AotSmoke;

/// <summary>The patterns that come with the library are in the program, and one of the host's beside them.</summary>
internal static class PatternChecks
{
    internal static bool BuiltInPatterns()
    {
        FailureDiagnosis? diagnosis = new FailureAnalyzer(new PatternLibrary()).Diagnose("error: write /data/out.bin: no space left on device");
        return diagnosis is { Category: FailureCategory.ResourceExhaustion, Pattern: not null, Pack: not null, Recommendations.Count: > 0 };
    }

    internal static bool HostPatterns()
    {
        var library = new PatternLibrary();
        library.Use(PatternPack.Read(
            """
            { "schema": 1, "pack": "host", "version": "1.0.0", "patterns": [ { "id": "host.ledger", "title": "The ledger is closed", "category": "Configuration",
              "any": ["ledger {id} is closed"], "tests": { "match": ["error: ledger 2026-11 is closed"] } } ] }
            """u8, "host.json"));
        return new FailureAnalyzer(library).Diagnose("error: ledger 2026-12 is closed") is { Pattern: "host.ledger", Pack: "host 1.0.0" };
    }
}
