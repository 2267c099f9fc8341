using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Minnow.Mutants;

/// <summary>Constants, one more and one less: where a constant is used as a value, a property of the switch stands in for it.</summary>
internal sealed class ConstantUses(HashSet<(string File, int Start)> refused)
{
    /// <summary>Kind of the annotation that says where a use stood.</summary>
    internal const string Annotation = "constant";

    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _used = new(SymbolEqualityComparer.Default);
    private readonly StringBuilder _properties = new();

    /// <summary>The properties for the switch.</summary>
    internal string Properties => _properties.ToString();

    /// <summary>Notes which constants a file uses as values: one that is only used where it must be constant has no mutants.</summary>
    internal void Look(SemanticModel model, SyntaxNode root)
    {
        foreach (IdentifierNameSyntax name in root.DescendantNodes().OfType<IdentifierNameSyntax>())
            if (model.GetSymbolInfo(name).Symbol is IFieldSymbol { IsConst: true } symbol && !MustBeConstant(name) && !IsRefused(name)) _used.Add(symbol);
    }

    /// <summary>Takes the constants that a file declares.</summary>
    internal void Add(SemanticModel model, SyntaxNode root, MutantList mutants, string file)
    {
        foreach (FieldDeclarationSyntax field in root.DescendantNodes().OfType<FieldDeclarationSyntax>())
        {
            if (!field.Modifiers.Any(SyntaxKind.ConstKeyword)) continue;
            foreach (VariableDeclaratorSyntax variable in field.Declaration.Variables)
            {
                if (model.GetDeclaredSymbol(variable) is not IFieldSymbol { ConstantValue: int or long } symbol || !_used.Contains(symbol)) continue;
                int? more = mutants.TryAdd(file, variable, $"{variable.Identifier} → {variable.Identifier} + 1");
                int? less = mutants.TryAdd(file, variable, $"{variable.Identifier} → {variable.Identifier} - 1");
                string name = $"Constant{_names.Count}";
                string value = string.Create(CultureInfo.InvariantCulture, $"{symbol.ConstantValue}{(symbol.ConstantValue is long ? "L" : "")}");
                string wrong = $"{(more is { } m ? $"Is({m}) ? unchecked({value} + 1) : " : "")}{(less is { } l ? $"Is({l}) ? unchecked({value} - 1) : " : "")}";
                _names[symbol] = name;
                _properties.AppendLine($"        public static {symbol.Type} {name} => {wrong}{value};");
            }
        }
    }

    /// <summary>What stands in for a constant where a value need not be constant.</summary>
    /// <returns>Null if the name or member is no such constant, or must stay one.</returns>
    internal ExpressionSyntax? TryReplace(SemanticModel model, ExpressionSyntax use)
    {
        if (model.GetSymbolInfo(use).Symbol is not IFieldSymbol { IsConst: true } symbol || !_names.TryGetValue(symbol, out string? name) || MustBeConstant(use) || IsRefused(use)) return null;
        // A constant converts to types that a property of its type does not.
        string cast = model.GetTypeInfo(use).ConvertedType is { } type && !SymbolEqualityComparer.Default.Equals(type, symbol.Type) ? $"({type.ToDisplayString()})" : "";
        return SyntaxFactory.ParseExpression($"({cast}global::{SwitchSource.TypeName}.{name})").WithTriviaFrom(use)
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{use.Span.End}"));
    }

    // A name and the member that it belongs to end at the same place.
    private bool IsRefused(SyntaxNode use) => refused.Contains((use.SyntaxTree.FilePath, use.Span.End));

    private static bool MustBeConstant(SyntaxNode node) => node.Ancestors().Any(static a => a is AttributeSyntax or ParameterSyntax or CaseSwitchLabelSyntax or PatternSyntax
        or EnumMemberDeclarationSyntax or CrefSyntax || a is FieldDeclarationSyntax f && f.Modifiers.Any(SyntaxKind.ConstKeyword)
        || a is LocalDeclarationStatementSyntax { IsConst: true } || a is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } });
}

/// <summary>Only the constants, for files that use those of the mutated ones.</summary>
internal class ConstantRewriter(SemanticModel model, ConstantUses constants) : CSharpSyntaxRewriter
{
    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        node.Parent is MemberAccessExpressionSyntax member && member.Name == node ? node : constants.TryReplace(model, node) ?? (SyntaxNode)node;

    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node) => constants.TryReplace(model, node) ?? base.VisitMemberAccessExpression(node);
}
