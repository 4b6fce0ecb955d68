// From stage policies to Argo YAML, and checks of YAML without a cluster.
//   dotnet run --project samples/ArgoGeneration -- generate --out yaml
//   dotnet run --project samples/ArgoGeneration -- lint yaml/v4.1/plain/*.yaml --target 4.1
using System.Text;
using ArgoGeneration;

if (Arguments.Read(args, out string? problem) is not { } arguments)
{
    (problem is null ? Console.Out : Console.Error).WriteLine(problem is null ? Arguments.Usage : $"{problem}\n\n{Arguments.Usage}");
    return problem is null ? 0 : Arguments.Wrong;
}

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return arguments.Command switch
{
    "generate" => Generation.Run(arguments.Output!),
    "lint" => Lint.Run(arguments),
    "drift" => Comparison.Drift(arguments),
    _ => Comparison.Timeline(arguments),
};
