namespace CiPipeline;

/// <summary>What this executable does when the pipeline starts it as one of its own programs.</summary>
internal static class ScriptedProgram
{
    public const string Command = "scripted-program", Build = "build", Test = "test", Hang = "hang", HangChild = "hang-child", Killed = "killed";

    private const string Product = "scripted-build.txt";

    public static async Task<int> RunAsync(string part)
    {
        switch (part)
        {
            case Build when Directory.Exists(".git"):
                await File.WriteAllTextAsync(Product, "built");
                Console.WriteLine("scripted build: 1 product");
                return 0;
            case Test when File.Exists(Product):
                Console.WriteLine("scripted test: 1 passed");
                return 0;
            case Hang:
                // A hanging program with a hanging child: to end one is not enough.
                await Programs.Scripted(HangChild, ".").RunAsync(CancellationToken.None);
                return 1;
            case HangChild:
                // Not for ever, in case the pipeline itself is killed and nobody is left to end this.
                await Task.Delay(TimeSpan.FromMinutes(2));
                return 1;
            case Killed:
                return 137;
            default:
                await Console.Error.WriteLineAsync($"scripted {part}: nothing to work on in {Environment.CurrentDirectory}");
                return 1;
        }
    }
}
