using WorkflowResilience.Analysis;

namespace WorkflowResilience.Tests.Docs;

/// <summary>The C# of the page on patterns.</summary>
internal static partial class Snippets
{
    internal static void PatternsOfAHost(PatternLibrary library)
    {
        #region patterns-of-a-host
        FailurePattern slotLocked = FailurePattern.Cause("acme.slot-locked", FailureCategory.Infrastructure, "Another deployment holds the slot",
            "acme-deploy: slot {id} is locked by build {digits}") with
        {
            Verdict = FailureVerdict.Transient,
            Recommendations = [new(RecoveryAction.AutoRetry, "Wait until the other deployment is over; `acme slots` shows it.") { Takes = TimeSpan.FromMinutes(10), IsAutomatic = true }],
            Matches = ["acme-deploy: slot blue is locked by build 4711"],
            MatchesNot = ["acme-deploy: slot blue is locked by you"],
        };

        // One of the built-in ones, with our own words and our own verdict.
        FailurePattern hostKey = library.Find("git.host-key")! with
        {
            Title = "The runner image is older than the key of our git server",
            Recommendations = [new(RecoveryAction.ChangeConfiguration, "Take the runner image of this week.")],
        };

        library.Use(PatternPack.Of("acme", "1.0.0", [slotLocked, hostKey], disable: "docker.platform-warning"));
        #endregion
    }

    internal static PatternPack PatternsOfAFile(string path)
    {
        #region patterns-of-a-file
        PatternPack pack = PatternPack.Load(path);
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.Patterns = new PatternLibrary(pack));
        #endregion
        return pack;
    }

    internal static void PatternsOfAFolder()
    {
        #region patterns-of-a-folder
        using WorkflowRunner runner = WorkflowRunner.Create(options => options.PatternFolders.Add("patterns"));
        #endregion
    }

    internal static void PatternsByHand(WorkflowRunner runner, PatternPack pack)
    {
        #region patterns-by-hand
        runner.Patterns.Use(pack);
        runner.Patterns.Remove("acme");
        #endregion
    }
}
