using System.Text.Json;
using WorkflowResilience.Argo;

namespace WorkflowResilience.Tests.Argo;

[TestFixture]
public sealed class SchemaTableTests
{
    private const string Argo = "io.argoproj.workflow.v1alpha1.";

    // What the JSON schema does not tell: texts that may be bare, gone fields, the kind it leaves out, and what a controller writes.
    private static readonly string[] s_anyString = ["Parameter.value", "Parameter.default", "Parameter.enum", "ValueFrom.default"];
    private static readonly string[] s_gone = ["CronWorkflowSpec.schedule", "Synchronization.mutex", "Synchronization.semaphore"];
    private static readonly string[] s_bindingTypes = ["WorkflowEventBinding", "WorkflowEventBindingSpec", "Event", "Submit"];

    [Test]
    public void The_table_and_the_json_schema_say_the_same()
    {
        using JsonDocument document = JsonDocument.Parse(Repository.ReadBeside("data/argo/schema.closed.json"));
        JsonElement definitions = document.RootElement.GetProperty("definitions");
        var seen = new HashSet<string>();
        var open = new Queue<string>(ArgoSchema.Kinds.Where(kind => kind != "WorkflowEventBinding").Select(kind => Argo + kind));
        while (open.TryDequeue(out string? full))
        {
            if (!seen.Add(Name(full))) continue;
            JsonElement definition = definitions.GetProperty(full);
            SchemaType type = ArgoSchema.Of(Name(full));
            string[] required = definition.TryGetProperty("required", out JsonElement names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];
            Dictionary<string, JsonElement> properties = definition.TryGetProperty("properties", out JsonElement all) ? all.EnumerateObject().ToDictionary(property => property.Name, property => property.Value) : [];

            type.Fields.Where(field => !s_gone.Contains($"{type.Name}.{field.Name}")).Select(field => field.Name).Should().BeEquivalentTo(properties.Keys, type.Name);
            foreach ((string name, JsonElement property) in properties)
            {
                SchemaField field = type[name]!;
                string where = $"{type.Name}.{name}";
                if (name == "status" && field.Shape.Kind == SchemaKind.Any) continue;
                string shape = Shape(property, open);
                if (s_anyString.Contains(where)) shape = shape.Replace("string", "anyString", StringComparison.Ordinal);
                field.Shape.ToString().Should().Be(shape, where);
                (field.RequiredSince is not null || field.HasOwnRule).Should().Be(required.Contains(name), where);
                if (property.TryGetProperty("enum", out JsonElement values)) field.Values.Should().BeEquivalentTo(values.EnumerateArray().Select(value => value.GetString()).Where(value => value is not { Length: 0 }), where);
            }
        }

        ArgoSchema.Types.Select(type => type.Name).Except(s_bindingTypes).Should().BeEquivalentTo(seen);
    }

    [TestCase("Backoff", "cap", "3.7", null)]
    [TestCase("Template", "pendingTimeout", "4.1", null)]
    [TestCase("Template", "podResources", "4.1", null)]
    [TestCase("WorkflowSpec", "resourceClaims", "4.1", null)]
    [TestCase("Synchronization", "mutex", null, "4.0")]
    [TestCase("CronWorkflowSpec", "schedule", null, "4.0")]
    public void Versions_differ_where_they_do(string type, string field, string? since, string? goneIn)
    {
        SchemaField found = ArgoSchema.Of(type)[field]!;
        found.Since?.Text().Should().Be(since);
        found.GoneIn?.Text().Should().Be(goneIn);
        (found.Since is null).Should().Be(since is null);
        (found.GoneIn is null).Should().Be(goneIn is null);
    }

    private static string Name(string full)
    {
        string name = full[(full.LastIndexOf('.') + 1)..];
        return name == "HTTPHeader" && full.StartsWith("io.k8s", StringComparison.Ordinal) ? "HTTPGetHeader" : name;
    }

    private static string Shape(JsonElement schema, Queue<string> open)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            string full = reference.GetString()!["#/definitions/".Length..];
            switch (Name(full))
            {
                case "Item": return "any";
                case "IntOrString": return "intOrString";
                case "Quantity": return "quantity";
                case "Time": return "time";
                case "Amount": return "number";
                case "FieldsV1" or "Plugin": return "object";
                case "ParallelSteps":
                    open.Enqueue(Argo + "WorkflowStep");
                    return "[WorkflowStep]";
                default:
                    open.Enqueue(full);
                    return Name(full);
            }
        }

        if (!schema.TryGetProperty("type", out JsonElement type)) return "string";
        return type.GetString() switch
        {
            "array" => $"[{Shape(schema.GetProperty("items"), open)}]",
            "object" => schema.TryGetProperty("additionalProperties", out JsonElement item) ? $"{{{Shape(item, open)}}}" : "object",
            "boolean" => "bool",
            "integer" => "int",
            { } other => other,
            null => "any",
        };
    }
}
