using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace WorkflowResilience.Tests.Architecture;

/// <summary>Prints what users of an assembly can see: one line for each type and member, each with its type's full name, sorted.</summary>
/// <remarks>What the compiler writes for records is left out; nullable annotations are not shown.</remarks>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static IEnumerable<string> Of(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => Members(type).Prepend(Head(type)).Select(line => $"{FullName(type)}: {line}")).Order(StringComparer.Ordinal);

    private static string Head(Type type)
    {
        string noun = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? IsReadOnly(type) ? "readonly struct" : "struct"
            : type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";
        IEnumerable<string> above = type.IsEnum ? [] : type.GetInterfaces().Where(i => i.IsPublic && (type.BaseType is null || !type.BaseType.GetInterfaces().Contains(i))).Select(Name).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)) above = above.Prepend(Name(parent));
        return string.Join(", ", above.Prepend(noun));
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            foreach (FieldInfo value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return $"{value.Name} = {Convert.ToInt64(value.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            yield break;
        }

        foreach (FieldInfo field in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily))
            yield return $"{Static(field.IsStatic && !field.IsLiteral)}{(field.IsLiteral ? "const " : field.IsInitOnly ? "readonly " : "")}{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? " = " + Constant(field.GetRawConstantValue()) : "")}";
        foreach (ConstructorInfo constructor in type.GetConstructors(Declared).Where(c => IsVisible(c) && !IsWritten(c) && !IsCopy(c)))
            yield return $"new({Parameters(constructor)})";
        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            MethodInfo?[] accessors = [property.GetMethod, property.SetMethod];
            if (!accessors.Any(a => a is not null && IsVisible(a)) || IsWritten(property.GetMethod) && property.Name == "EqualityContract") continue;
            string index = property.GetIndexParameters() is { Length: > 0 } p ? $"this[{string.Join(", ", p.Select(Parameter))}]" : property.Name;
            string set = property.SetMethod is { } setter && IsVisible(setter) ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;" : "";
            string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
            yield return $"{required}{Static(accessors.Any(a => a?.IsStatic == true))}{Name(property.PropertyType)} {index} {{{(property.GetMethod is { } g && IsVisible(g) ? " get;" : "")}{set} }}";
        }

        foreach (EventInfo e in type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!))) yield return $"event {Name(e.EventHandlerType!)} {e.Name}";
        foreach (MethodInfo method in type.GetMethods(Declared).Where(m => IsVisible(m) && !IsWritten(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && m.Name != "<Clone>$"))
        {
            string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
            string kind = method.IsAbstract && !type.IsInterface ? "abstract " : method.IsVirtual && !method.IsFinal && !type.IsInterface ? method.GetBaseDefinition() == method ? "virtual " : "override " : "";
            yield return $"{(method.IsFamily ? "protected " : "")}{Static(method.IsStatic)}{kind}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
        }
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsWritten(MemberInfo? member) => member?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static bool IsCopy(ConstructorInfo constructor) => constructor.IsFamily && constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));

    private static string Static(bool yes) => yes ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        string way = p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsDefined(typeof(IsReadOnlyAttribute)) ? "in " : "ref " : p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        return $"{way}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue is null ? "default" : Constant(p.DefaultValue)) : "")}";
    }

    private static string Constant(object? value) => value is string text ? $"\"{text}\"" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";

    private static string FullName(Type type) => (type.IsNested ? FullName(type.DeclaringType!) + "." : type.Namespace + ".") + Simple(type);

    private static string Simple(Type type)
    {
        string name = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        Type[] own = type.IsNested ? [.. type.GetGenericArguments().Skip(type.DeclaringType!.GetGenericArguments().Length)] : type.GetGenericArguments();
        return own.Length == 0 ? name : $"{name}<{string.Join(", ", own.Select(Name))}>";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (type.IsGenericParameter) return type.Name;
        string? word = Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => null,
            TypeCode.Boolean => "bool",
            TypeCode.Char => "char",
            TypeCode.Int32 => "int",
            TypeCode.Int64 => "long",
            TypeCode.UInt64 => "ulong",
            TypeCode.Double => "double",
            TypeCode.String => "string",
            _ => null,
        };
        return word ?? (type == typeof(void) ? "void" : type == typeof(object) ? "object" : type.IsNested ? $"{Simple(type.DeclaringType!)}.{Simple(type)}" : Simple(type));
    }
}
