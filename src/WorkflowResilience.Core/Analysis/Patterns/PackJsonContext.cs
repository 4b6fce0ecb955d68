using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowResilience.Analysis;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true,
#if NET10_0_OR_GREATER // Also compiled for an older framework, to prove that it runs as native code.
    AllowDuplicateProperties = false,
#endif
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PackDocument))]
internal sealed partial class PackJsonContext : JsonSerializerContext;
