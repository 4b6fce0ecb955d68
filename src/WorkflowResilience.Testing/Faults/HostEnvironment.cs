namespace WorkflowResilience.Testing;

/// <summary>Where the process runs, as .NET's hosts find it: what nobody names is production.</summary>
internal static class HostEnvironment
{
    private const string Production = "Production";

    /// <summary>Why faults must not be injected here; null when they may.</summary>
    internal static string? Refusal(string? given)
    {
        (string name, string because) = Find(given);
        return string.Equals(name.Trim(), Production, StringComparison.OrdinalIgnoreCase)
            ? $"The environment is '{name}' ({because}), and fault injection refuses to run there. "
                + "In a test, set EnvironmentName = \"Test\". To inject faults into production on purpose, set AllowInProduction = true."
            : null;
    }

    private static (string Name, string Because) Find(string? given)
    {
        if (!string.IsNullOrWhiteSpace(given)) return (given, "EnvironmentName");
        foreach (string variable in (string[])["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"])
        {
            if (Environment.GetEnvironmentVariable(variable) is { } name && !string.IsNullOrWhiteSpace(name)) return (name, variable);
        }

        return (Production, "neither EnvironmentName nor DOTNET_ENVIRONMENT nor ASPNETCORE_ENVIRONMENT says otherwise");
    }
}
