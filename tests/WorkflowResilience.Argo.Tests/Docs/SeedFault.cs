namespace WorkflowResilience.Tests.Argo;

/// <summary>A mistake of the first drafts.</summary>
/// <param name="Number">Its number on the page.</param>
/// <param name="Seed">The document that has it.</param>
/// <param name="Code">The rule that finds it; null when the YAML does not show it, for which the page has the reason.</param>
internal sealed record SeedFault(int Number, string Seed, string? Code)
{
    internal static readonly IReadOnlyList<SeedFault> All =
    [
        new(1, "000", "ARGO301"),
        new(2, "000", null),
        new(3, "000", "ARGO302"),
        new(4, "000", null),
        new(5, "000", "ARGO336"),
        new(6, "000", null),
        new(7, "000", null),
        new(8, "000", "ARGO309"),
        new(9, "000", null),
        new(10, "000", "ARGO314"),
        new(11, "000", null),
        new(12, "000", "ARGO308"),
        new(13, "000", "ARGO308"),
        new(14, "000", null),
        new(15, "000", null),
        new(16, "000", null),
        new(17, "000", null),
        new(18, "000", null),
        new(19, "000", null),
        new(20, "000", null),
        new(21, "000", null),
        new(22, "000", null),
        new(23, "000", null),
        new(24, "000", null),
        new(25, "000", null),
        new(26, "000", null),
        new(27, "000", null),
        new(28, "000", null),
        new(29, "000", null),
        new(30, "000", null),
        new(31, "000", "ARGO315"),
        new(32, "000", null),
        new(33, "000", null),
        new(34, "000", "ARGO205"),
        new(35, "000", "ARGO207"),
        new(36, "000", "ARGO401"),
        new(37, "002", "ARGO401"),
        new(38, "002", "ARGO310"),
        new(39, "002", null),
        new(40, "002", null),
    ];
}
