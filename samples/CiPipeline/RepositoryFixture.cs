namespace CiPipeline;

/// <summary>The repository that is served when the user names none: a small project without package references and with tests of its own.</summary>
internal static class RepositoryFixture
{
    /// <summary><c>dotnet test</c> runs the target VSTest; a project that hangs its own runner there needs no test framework.</summary>
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <Target Name="RunOwnTests" AfterTargets="VSTest">
            <Exec Command="&quot;$(DOTNET_HOST_PATH)&quot; &quot;$(TargetPath)&quot;" />
          </Target>
        </Project>
        """;

    private const string Numerals = """
        namespace Numerals;

        public static class Roman
        {
            private static readonly (int Value, string Sign)[] Signs =
            [
                (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
                (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
            ];

            public static string Write(int number)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 3999);
                string text = "";
                foreach ((int value, string sign) in Signs)
                    for (; number >= value; number -= value) text += sign;
                return text;
            }
        }
        """;

    private const string Tests = """
        using Numerals;

        (int Number, string Expected)[] cases = [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1994, "MCMXCIV"), (2026, "MMXXVI"), (3999, "MMMCMXCIX")];
        int failed = 0;
        foreach ((int number, string expected) in cases)
        {
            string actual = Roman.Write(number);
            if (actual == expected) continue;
            Console.Error.WriteLine($"{number}: expected {expected}, got {actual}");
            failed++;
        }

        Console.WriteLine($"{cases.Length - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
        """;

    /// <returns>The folder.</returns>
    public static async Task<string> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await Programs.Git(folder, "init", "--quiet", "--initial-branch=main").RunAsync(cancellationToken);
        await CommitAsync("Begin the project", ("Numerals.csproj", Project), (".gitignore", "bin/\nobj/\n"));
        await CommitAsync("Write Roman numerals", ("Roman.cs", Numerals));
        await CommitAsync("Test them", ("Tests.cs", Tests));
        return folder;

        async Task CommitAsync(string message, params (string Name, string Text)[] files)
        {
            foreach ((string name, string text) in files) await File.WriteAllTextAsync(Path.Join(folder, name), text, cancellationToken);
            await Programs.Git(folder, "add", ".").RunAsync(cancellationToken);
            await Programs.Git(folder, "commit", "--quiet", "--message", message).RunAsync(cancellationToken);
        }
    }
}
