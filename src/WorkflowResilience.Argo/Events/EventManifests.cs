using System.Globalization;

namespace WorkflowResilience.Argo;

/// <summary>The parts that the manifests of events have in common, members in a fixed order.</summary>
internal static class EventManifests
{
    internal const string Argo = "argoproj.io/v1alpha1";
    internal const string Replaced = "replaced-by-event";

    private const string Rbac = "rbac.authorization.k8s.io";

    internal static YamlMapping Document(string apiVersion, string kind, string name, string @namespace) =>
        new() { { "apiVersion", apiVersion }, { "kind", kind }, { "metadata", new YamlMapping { { "name", name }, { "namespace", @namespace } } } };

    /// <summary>An event source with one event.</summary>
    internal static YamlMapping EventSource(string name, string @namespace, string bus, int port, string type, string eventName, YamlMapping source)
    {
        YamlMapping document = Document(Argo, "EventSource", name, @namespace);
        var ports = new YamlSequence { new YamlMapping { { "port", YamlScalar.Number(port) }, { "targetPort", YamlScalar.Number(port) } } };
        document.Add("spec", new YamlMapping
        {
            { "eventBusName", bus },
            { "service", new YamlMapping { { "ports", ports } } },
            { type, new YamlMapping { { eventName, source } } },
        });
        return document;
    }

    /// <summary>A sensor with one dependency and one trigger.</summary>
    internal static YamlMapping Sensor(string name, string @namespace, string bus, string account, string eventName, IEnumerable<EventFilter> filters, YamlMapping trigger)
    {
        YamlMapping document = Document(Argo, "Sensor", name, @namespace);
        var data = new YamlSequence();
        foreach (EventFilter filter in filters.Distinct()) data.Add(filter.ToYaml());
        var dependency = new YamlMapping
        {
            { "name", eventName },
            { "eventSourceName", name },
            { "eventName", eventName },
            { "filters", new YamlMapping { { "data", data } } },
        };
        document.Add("spec", new YamlMapping
        {
            { "eventBusName", bus },
            { "template", new YamlMapping { { "serviceAccountName", account } } },
            { "dependencies", new YamlSequence { dependency } },
            { "triggers", new YamlSequence { trigger } },
        });
        return document;
    }

    /// <summary>A parameter of a trigger: a value of the event is put in its place.</summary>
    internal static YamlMapping FromEvent(string dependency, string dataKey, string destination) =>
        new() { { "src", new YamlMapping { { "dependencyName", dependency }, { "dataKey", dataKey } } }, { "dest", destination } };

    internal static YamlMapping Constant(string dependency, string value, string destination) =>
        new() { { "src", new YamlMapping { { "dependencyName", dependency }, { "value", value } } }, { "dest", destination } };

    /// <summary>The same, put behind what stands there.</summary>
    internal static YamlMapping Appended(YamlMapping parameter)
    {
        parameter.Add("operation", "append");
        return parameter;
    }

    internal static YamlMapping ServiceAccount(string name, string @namespace) => Document("v1", "ServiceAccount", name, @namespace);

    internal static YamlMapping Role(string name, string @namespace, params IEnumerable<(string Resource, string[] Verbs)> rules)
    {
        YamlMapping document = Document(Rbac + "/v1", "Role", name, @namespace);
        var all = new YamlSequence();
        foreach ((string resource, string[] verbs) in rules)
            all.Add(new YamlMapping { { "apiGroups", Texts(["argoproj.io"]) }, { "resources", Texts([resource]) }, { "verbs", Texts(verbs) } });

        document.Add("rules", all);
        return document;
    }

    /// <summary>Binds a role to a service account, which may be in another namespace.</summary>
    internal static YamlMapping RoleBinding(string name, string @namespace, string account, string accountNamespace)
    {
        YamlMapping document = Document(Rbac + "/v1", "RoleBinding", name, @namespace);
        document.Add("roleRef", new YamlMapping { { "apiGroup", Rbac }, { "kind", "Role" }, { "name", name } });
        document.Add("subjects", new YamlSequence { new YamlMapping { { "kind", "ServiceAccount" }, { "name", account }, { "namespace", accountNamespace } } });
        return document;
    }

    internal static YamlSequence Texts(IEnumerable<string> texts)
    {
        var sequence = new YamlSequence();
        foreach (string text in texts) sequence.Add(text);
        return sequence;
    }

    internal static YamlScalar Text(int number) => YamlScalar.Text(number.ToString(CultureInfo.InvariantCulture));

    internal static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s");

    internal static YamlFile File(YamlMapping document) =>
        new($"{FileWord(document.TextAt("kind")!)}-{document.MappingAt("metadata")!.TextAt("name")}.yaml", YamlWriter.Write(document));

    // Kinds are letters of ASCII.
    private static string FileWord(string kind) => string.Create(kind.Length, kind, static (word, from) => System.Text.Ascii.ToLower(from, word, out _));
}
