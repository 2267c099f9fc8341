using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Minnow.Mutants;

/// <summary>What may stand in the place of an expression: the text of each wrong version.</summary>
internal static class Changes
{
    private static readonly Dictionary<SyntaxKind, string[]> s_operators = new()
    {
        [SyntaxKind.LessThanExpression] = ["<=", ">="],
        [SyntaxKind.LessThanOrEqualExpression] = ["<", ">"],
        [SyntaxKind.GreaterThanExpression] = [">=", "<="],
        [SyntaxKind.GreaterThanOrEqualExpression] = [">", "<"],
        [SyntaxKind.EqualsExpression] = ["!="],
        [SyntaxKind.NotEqualsExpression] = ["=="],
        [SyntaxKind.AddExpression] = ["-"],
        [SyntaxKind.SubtractExpression] = ["+"],
        [SyntaxKind.MultiplyExpression] = ["/"],
        [SyntaxKind.DivideExpression] = ["*"],
        [SyntaxKind.ModuloExpression] = ["*"],
        [SyntaxKind.LeftShiftExpression] = [">>"],
        [SyntaxKind.RightShiftExpression] = ["<<"],
        [SyntaxKind.BitwiseAndExpression] = ["|"],
        [SyntaxKind.BitwiseOrExpression] = ["&"],
        [SyntaxKind.ExclusiveOrExpression] = ["|"],
        [SyntaxKind.LogicalAndExpression] = ["||"],
        [SyntaxKind.LogicalOrExpression] = ["&&"],
    };

    /// <summary>The operators that a compound assignment may be changed into.</summary>
    internal static string? Compound(SyntaxKind kind) => kind switch
    {
        SyntaxKind.AddAssignmentExpression => "-=",
        SyntaxKind.SubtractAssignmentExpression => "+=",
        SyntaxKind.MultiplyAssignmentExpression => "/=",
        SyntaxKind.DivideAssignmentExpression => "*=",
        SyntaxKind.OrAssignmentExpression => "&=",
        SyntaxKind.AndAssignmentExpression => "|=",
        _ => null,
    };

    /// <summary>All wrong versions of one expression, those of its parts left out.</summary>
    internal static IEnumerable<string> Of(ExpressionSyntax node, ITypeSymbol? type) => node switch
    {
        BinaryExpressionSyntax binary => Binary(binary, type),
        PrefixUnaryExpressionSyntax unary => Unary(unary),
        PostfixUnaryExpressionSyntax post when post.IsKind(SyntaxKind.PostIncrementExpression) => [$"{post.Operand}--"],
        PostfixUnaryExpressionSyntax post when post.IsKind(SyntaxKind.PostDecrementExpression) => [$"{post.Operand}++"],
        LiteralExpressionSyntax literal when type?.TypeKind != TypeKind.Enum => Literal(literal),
        InvocationExpressionSyntax call => Call(call),
        IsPatternExpressionSyntax pattern => Pattern(pattern),
        _ => [],
    };

    private static IEnumerable<string> Binary(BinaryExpressionSyntax node, ITypeSymbol? type)
    {
        SyntaxKind kind = node.Kind();
        if (!s_operators.TryGetValue(kind, out string[]? others) || type?.SpecialType == SpecialType.System_String) yield break;
        // Of a whole condition the versions that are always true and always false say more than the negation.
        bool isCondition = IsCondition(node);
        for (int i = 0; i < others.Length; i++)
        {
            bool isNegation = kind is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression || i == 1;
            if (!(isNegation && isCondition)) yield return $"{node.Left} {others[i]} {node.Right}";
        }
        bool isSum = kind is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression;
        if (isSum && IsWhole(type) && node.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.SubtractExpression })
            yield return $"{node} + 1";
        if (kind is not (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)) yield break;
        yield return node.Left.ToString();
        yield return node.Right.ToString();
    }

    private static IEnumerable<string> Unary(PrefixUnaryExpressionSyntax node)
    {
        switch (node.Kind())
        {
            case SyntaxKind.UnaryMinusExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.BitwiseNotExpression:
                yield return node.Operand.ToString();
                break;
            case SyntaxKind.PreIncrementExpression:
                yield return $"--{node.Operand}";
                break;
            case SyntaxKind.PreDecrementExpression:
                yield return $"++{node.Operand}";
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> Literal(LiteralExpressionSyntax node)
    {
        if (!node.IsKind(SyntaxKind.NumericLiteralExpression)) return [];
        if (node.Token.Value is double or float) return [$"{node} + 1"];
        // Beside a comparison one of the two is what the boundary's own mutant does.
        bool isEqual = node.Parent.IsKind(SyntaxKind.EqualsExpression) || node.Parent.IsKind(SyntaxKind.NotEqualsExpression);
        bool isRight = node.Parent is BinaryExpressionSyntax b && b.Right == node, isLeft = node.Parent is BinaryExpressionSyntax a && a.Left == node;
        SyntaxKind kind = node.Parent?.Kind() ?? SyntaxKind.None;
        bool isLess = kind is SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanOrEqualExpression;
        bool isGreater = kind is SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression;
        // Of a number that is compared for being equal one wrong version is enough.
        bool sameAsMore = (isRight && isLess) || (isLeft && isGreater), sameAsLess = isEqual || (isRight && isGreater) || (isLeft && isLess);
        return [.. sameAsMore ? (string[])[] : [$"{node} + 1"], .. sameAsLess ? (string[])[] : [$"{node} - 1"]];
    }

    private static IEnumerable<string> Call(InvocationExpressionSyntax node)
    {
        string name = node.Expression.ToString();
        SeparatedSyntaxList<ArgumentSyntax> arguments = node.ArgumentList.Arguments;
        int dot = name.LastIndexOf('.');
        string type = dot < 0 ? "" : name[..dot], verb = name[(dot + 1)..];
        if (type is not ("Math" or "Int128" or "UInt128" or "long" or "int" or "double")) yield break;
        switch (verb)
        {
            case "Min" or "Max" when arguments.Count == 2:
                yield return $"{type}.{(verb == "Min" ? "Max" : "Min")}{node.ArgumentList}";
                yield return arguments[0].ToString();
                yield return arguments[1].ToString();
                break;
            case "Clamp" when arguments.Count == 3:
                yield return $"{type}.Max({arguments[0]}, {arguments[1]})";
                yield return $"{type}.Min({arguments[0]}, {arguments[2]})";
                break;
            case "Abs" when arguments.Count == 1:
                yield return arguments[0].ToString();
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> Pattern(IsPatternExpressionSyntax node)
    {
        if (!IsCondition(node)) yield return $"!({node})";
        foreach (SyntaxNode inner in node.Pattern.DescendantNodesAndSelf())
        {
            if (inner is not BinaryPatternSyntax pair) continue;
            yield return node.ReplaceNode(pair, pair.Left).ToString();
            yield return node.ReplaceNode(pair, pair.Right).ToString();
        }
    }

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 || type?.Name == "Int128";

    /// <summary>True for the whole condition of an if, a loop, a choice or a case.</summary>
    internal static bool IsCondition(ExpressionSyntax node) => node.Parent switch
    {
        IfStatementSyntax s => s.Condition == node,
        WhileStatementSyntax s => s.Condition == node,
        ForStatementSyntax s => s.Condition == node,
        ConditionalExpressionSyntax s => s.Condition == node,
        WhenClauseSyntax => true,
        _ => false,
    };
}
