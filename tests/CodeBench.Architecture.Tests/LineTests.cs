using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CodeBench.Architecture.Tests;

/// <summary>Core is a straight line of rooms: each uses only those before it, and Runs alone sees them all.</summary>
public sealed class LineTests
{
    private static readonly string[] Rooms =
        ["Faults", "Problems", "Languages", "Prompts", "Completions", "Programs", "Executions", "Scores", "Comparisons", "Gates", "Contamination", "Reports", "Runs"];

    [Fact]
    public void Rooms_AreThoseOfTheDesign()
    {
        var found = House.TypesOf("CodeBench.Core").Where(type => type.DeclaringType is null).Select(RoomOf).Distinct();
        Assert.Equal(Rooms.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rooms_UseOnlyRoomsBeforeThem()
    {
        var wrong =
            from type in House.TypesOf("CodeBench.Core")
            from used in TypesUsedBy(type).Select(RoomOf).Where(room => room.Length > 0).Distinct()
            where Array.IndexOf(Rooms, used) > Array.IndexOf(Rooms, RoomOf(type))
            select $"{type.FullName} uses {used}";
        Assert.Empty(wrong.Distinct());
    }

    private static string RoomOf(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        const string Core = "CodeBench.Core.";
        return type.Namespace.StartsWith(Core, StringComparison.Ordinal) ? type.Namespace[Core.Length..].Split('.')[0] : "";
    }

    private static IEnumerable<TypeReference> TypesUsedBy(TypeDefinition type)
    {
        var direct = type.Fields.Select(field => field.FieldType)
            .Concat(type.Methods.Select(method => method.ReturnType))
            .Concat(type.Methods.SelectMany(method => method.Parameters).Select(parameter => parameter.ParameterType))
            .Concat(type.Interfaces.Select(item => item.InterfaceType))
            .Concat(type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions).SelectMany(TypesIn));
        return direct.SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> TypesIn(Instruction instruction) => instruction.Operand switch
    {
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
