using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Clone.Engine;
using Clone.Engine.State;

namespace Clone.Tests.Json;

/// <summary>
/// The types that the engine's code reads or writes as JSON, found in its metadata: the type arguments of
/// <see cref="IJsonFormat.Read"/> and <see cref="IJsonFormat.Write"/>, and of <c>JsonFile&lt;T&gt;</c>.
/// </summary>
static class StoredTypes
{
    public static Type[] Find()
    {
        using var file = new PEReader(System.IO.File.OpenRead(typeof(IAdapters).Assembly.Location));
        var reader = file.GetMetadataReader();
        var names = new TypeNames();
        var methods = Enumerable.Range(1, reader.GetTableRowCount(TableIndex.MethodSpec))
            .Select(row => reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)))
            .Where(spec => IsJson(reader, spec.Method))
            .Select(spec => spec.DecodeSignature(names, null)[0]);
        var files = Enumerable.Range(1, reader.GetTableRowCount(TableIndex.TypeSpec))
            .Select(row => reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).DecodeSignature(names, null))
            .Where(name => name.StartsWith("Clone.Engine.State.JsonFile`1<", StringComparison.Ordinal))
            .Select(name => name[(name.IndexOf('<') + 1)..^1]);
        return [.. methods.Concat(files).Where(name => name != TypeNames.Parameter).Distinct().Order().Select(Resolve)];
    }

    static Type Resolve(string name) =>
        typeof(IAdapters).Assembly.GetType(name) ?? throw new InvalidOperationException("Not a type of the engine: " + name);

    static bool IsJson(MetadataReader reader, EntityHandle method) => method.Kind == HandleKind.MethodDefinition
        && reader.GetMethodDefinition((MethodDefinitionHandle)method) is var definition
        && reader.GetString(reader.GetTypeDefinition(definition.GetDeclaringType()).Name) == nameof(IJsonFormat);

    /// <summary>Types as their full names; only those shapes matter that a stored type can have.</summary>
    sealed class TypeNames : ISignatureTypeProvider<string, object?>
    {
        public const string Parameter = "!";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeDefinition(handle);
            var name = reader.GetString(type.Name);
            return type.GetDeclaringType() is { IsNil: false } outer
                ? GetTypeFromDefinition(reader, outer, 0) + "+" + name
                : reader.GetString(type.Namespace) + "." + name;
        }

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            return reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
        }

        public string GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, context);

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
            genericType + "<" + string.Join(",", typeArguments) + ">";

        public string GetGenericMethodParameter(object? context, int index) => Parameter;

        public string GetGenericTypeParameter(object? context, int index) => Parameter;

        public string GetArrayType(string elementType, ArrayShape shape) => elementType + "[,]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "*";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

        public string GetSZArrayType(string elementType) => elementType + "[]";
    }
}
