using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Clone.Tests.Json;

/// <summary>Values of records with each member other than it is at first.</summary>
static class Filled
{
    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Of(inner);
        if (type == typeof(string)) return "C:\\データ\\😀 <&>'\"\u0001";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 7;
        if (type == typeof(long)) return long.MaxValue - 7;
        if (type == typeof(Guid)) return Guid.Parse("0f0e0d0c-0b0a-4908-8706-050403020100");
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1234567);
        if (type == typeof(double)) return 1.5;
        if (type == typeof(TimeSpan)) return new TimeSpan(3, 4, 5, 6, 7);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsGenericType) return Collection(type);
        return Record(type);
    }

    /// <summary>A switch has but two values: it is turned from what it is at first.</summary>
    static object Record(Type type)
    {
        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).First();
        var value = constructor.Invoke([.. constructor.GetParameters().Select(p => Of(p.ParameterType))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
            property.SetValue(value, property.PropertyType == typeof(bool) ? !(bool)property.GetValue(value)! : Of(property.PropertyType));
        return value;
    }

    static IEnumerable Collection(Type type)
    {
        var arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
            list.Add(Of(arguments[0]));
            list.Add(Of(arguments[0]));
            return list;
        }

        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            map.Add(Of(arguments[0]), Of(arguments[1]));
            return map;
        }

        throw new NotSupportedException(type.ToString());
    }
}
