using System;
using System.Collections;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Clone.Adapters.Json;

/// <summary>
/// Describes plain records to System.Text.Json so that little of it has to be compiled at the start of a process: it makes code
/// of its own for each type of value that a member has (int, Guid, a limit that may be null) and for each member, some 600
/// methods for a run. Here such members are objects to it, read and written by <see cref="ValueConverter"/>, and are reached by
/// reflection. What comes of a text is the same; other types are described as usual.
/// </summary>
sealed class RecordResolver : DefaultJsonTypeInfoResolver
{
    /// <inheritdoc/>
    public override JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options) =>
        IsPlain(type) && ConstructorOf(type) is { } constructor ? Describe(type, constructor, options) : base.GetTypeInfo(type, options);

    static bool IsPlain(Type type) =>
        type.IsClass && type.IsSealed && type.BaseType == typeof(object) && type != typeof(string)
        && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type)
        && !type.IsDefined(typeof(JsonConverterAttribute), inherit: true);

    /// <summary>The one that takes nothing, or a record's only one, whose parameters are its members.</summary>
    static ConstructorInfo? ConstructorOf(Type type)
    {
        var all = type.GetConstructors();
        if (Array.Find(all, one => one.GetParameters().Length == 0) is { } plain) return plain;
        return all.Length == 1 && all[0].GetParameters().All(parameter => MemberOf(type, parameter) is not null) ? all[0] : null;
    }

    static PropertyInfo? MemberOf(Type type, ParameterInfo parameter) =>
        type.GetProperty(parameter.Name!) is { } member && member.PropertyType == parameter.ParameterType && member.GetSetMethod() is not null
            ? member
            : null;

    static JsonTypeInfo Describe(Type type, ConstructorInfo constructor, JsonSerializerOptions options)
    {
        var info = JsonTypeInfo.CreateJsonTypeInfo(type, options);
        // It can have been given a converter of its own.
        if (info.Kind != JsonTypeInfoKind.Object) return info;
        var parameters = constructor.GetParameters();
        info.CreateObject = parameters.Length == 0 ? () => constructor.Invoke(null) : () => Blank(type, parameters);
        var nullability = new NullabilityInfoContext();
        foreach (var member in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (member.GetIndexParameters().Length > 0 || member.GetGetMethod() is null) continue;
            var parameter = Array.Find(parameters, one => one.Name == member.Name);
            info.Properties.Add(Describe(info, member, parameter, nullability, options));
        }
        return info;
    }

    /// <summary>An object whose members come from the text, or, where it lacks them, from the parameters' own values.</summary>
    static object Blank(Type type, ParameterInfo[] parameters)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var parameter in parameters)
            if (parameter.HasDefaultValue && parameter.DefaultValue is { } initial) MemberOf(type, parameter)!.SetValue(value, initial);
        return value;
    }

    static JsonPropertyInfo Describe(
        JsonTypeInfo info, PropertyInfo member, ParameterInfo? parameter, NullabilityInfoContext nullability, JsonSerializerOptions options)
    {
        var converter = ValueConverter.For(member.PropertyType);
        var name = options.PropertyNamingPolicy?.ConvertName(member.Name) ?? member.Name;
        var property = info.CreateJsonPropertyInfo(converter is null ? member.PropertyType : typeof(object), name);
        property.CustomConverter = converter;
        property.Get = member.GetValue;
        if (member.GetSetMethod() is not null) property.Set = member.SetValue;
        property.IsRequired = parameter is { HasDefaultValue: false } || member.IsDefined(typeof(RequiredMemberAttribute), inherit: true);
        if (!member.PropertyType.IsValueType)
        {
            var may = nullability.Create(member);
            property.IsGetNullable = may.ReadState != NullabilityState.NotNull;
            if (property.Set is not null) property.IsSetNullable = may.WriteState != NullabilityState.NotNull;
        }
        return property;
    }
}
