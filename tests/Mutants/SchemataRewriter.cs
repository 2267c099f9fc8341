using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Minnow.Mutants;

/// <summary>Puts all mutants of a file into it, each behind a question to the switch: so one compilation serves all of them.</summary>
internal sealed class SchemataRewriter : ConstantRewriter
{
    /// <summary>Kind of the annotation that says which mutant a node belongs to.</summary>
    internal const string Annotation = "mutant";

    private readonly SemanticModel _model;
    private readonly MutantList _mutants;
    private readonly string _file;

    internal SchemataRewriter(SemanticModel model, ConstantUses constants, MutantList mutants, string file)
        : base(model, constants) => (_model, _mutants, _file) = (model, mutants, file);

    // What must be constant can not ask, and a pattern is changed as a whole.
    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) => node;

    public override SyntaxNode? VisitParameter(ParameterSyntax node) => node;

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node) => node;

    public override SyntaxNode? VisitConstantPattern(ConstantPatternSyntax node) => node;

    public override SyntaxNode? VisitRelationalPattern(RelationalPatternSyntax node) => node;

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node) => node;

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node) => node.IsConst ? node : base.VisitLocalDeclarationStatement(node);

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        SyntaxNode? visited = base.Visit(node);
        if (node is not ExpressionSyntax expression || visited is not ExpressionSyntax changed || !IsValue(expression)) return visited;
        foreach (string text in Changes.Of(expression, _model.GetTypeInfo(expression).ConvertedType)) changed = Choice(expression, text, changed);
        if (Changes.IsCondition(expression)) changed = Conditions(expression, changed);
        return expression.Parent is ArrowExpressionClauseSyntax or ReturnStatementSyntax ? Returned(expression, changed) : changed;
    }

    public override SyntaxNode? VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        AssignmentExpressionSyntax visited = (AssignmentExpressionSyntax)base.VisitAssignmentExpression(node)!;
        // Of a field that is set while a struct is made: as if it had been left out.
        if (node.Parent is InitializerExpressionSyntax && !IsZero(node.Right) && node.Right is not InitializerExpressionSyntax)
            return visited.WithRight(Choice(node.Right, "default", visited.Right, $"{node} → left out"));
        return visited;
    }

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        ExpressionStatementSyntax visited = (ExpressionStatementSyntax)base.VisitExpressionStatement(node)!;
        StatementSyntax result = visited;
        foreach (string text in Versions(node.Expression)) result = Instead(node, text, result);
        // What a statement declares must be there for those after it.
        return IsOnlyBranch(node) || node.DescendantNodes().Any(static n => n is DeclarationExpressionSyntax) ? result : Removed(node, result);
    }

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) => Leaving(node, (StatementSyntax)base.VisitReturnStatement(node)!, node.Expression == null);

    public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) => Leaving(node, node, true);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        MethodDeclarationSyntax visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
        if (node.ExpressionBody == null || node.ReturnType.ToString() != "void") return visited;
        StatementSyntax body = SyntaxFactory.ExpressionStatement(visited.ExpressionBody!.Expression);
        foreach (string text in Versions(node.ExpressionBody.Expression)) body = Instead(node.ExpressionBody.Expression, text, body);
        return visited.WithExpressionBody(null).WithSemicolonToken(default).WithBody(SyntaxFactory.Block(Removed(node.ExpressionBody.Expression, body)));
    }

    // A statement of its own can not be a choice: it gets its versions as statements.
    private static bool IsValue(ExpressionSyntax node) =>
        node.Parent is not (ExpressionStatementSyntax or ForStatementSyntax { Incrementors.Count: > 0 } or RefExpressionSyntax or NameColonSyntax)
            || (node.Parent is ForStatementSyntax loop && loop.Condition == node);

    private static IEnumerable<string> Versions(ExpressionSyntax node)
    {
        switch (node)
        {
            case AssignmentExpressionSyntax assignment when Changes.Compound(assignment.Kind()) is { } other:
                yield return $"{assignment.Left} {other} {assignment.Right}";
                break;
            case AssignmentExpressionSyntax { Right: AssignmentExpressionSyntax }:
                List<ExpressionSyntax> targets = [];
                ExpressionSyntax value = node;
                for (; value is AssignmentExpressionSyntax one && one.IsKind(SyntaxKind.SimpleAssignmentExpression); value = one.Right) targets.Add(one.Left);
                foreach (ExpressionSyntax left in targets) yield return string.Join(" = ", targets.Where(t => t != left).Append(value));
                break;
            case PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax:
                foreach (string text in Changes.Of(node, null)) yield return text;
                break;
            default:
                break;
        }
    }

    private StatementSyntax Leaving(StatementSyntax node, StatementSyntax visited, bool isPlain) =>
        isPlain && !IsOnlyBranch(node) && node.Parent is BlockSyntax block && block.Statements[^1] != node ? Removed(node, visited) : visited;

    private ExpressionSyntax Conditions(ExpressionSyntax node, ExpressionSyntax visited)
    {
        // Without the condition what it declares would have no value.
        if (node.DescendantNodesAndSelf().Any(static n => n is SingleVariableDesignationSyntax)) return visited;
        if (node.Parent is not (WhileStatementSyntax or ForStatementSyntax)) visited = Choice(node, "true", visited);
        return Choice(node, "false", visited);
    }

    private ExpressionSyntax Returned(ExpressionSyntax node, ExpressionSyntax visited)
    {
        if (node.Parent is ArrowExpressionClauseSyntax && (node is AssignmentExpressionSyntax or RefExpressionSyntax || IsVoid(node))) return visited;
        if (node is RefExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression }) return visited;
        if (!IsZero(node)) return Choice(node, "default", visited);
        return _model.GetTypeInfo(node).Type is { SpecialType: SpecialType.System_Boolean } ? Choice(node, "true", visited) : visited;
    }

    private bool IsVoid(ExpressionSyntax node) => _model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Void;

    private bool IsZero(ExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.DefaultLiteralExpression) || node is DefaultExpressionSyntax) return true;
        return _model.GetConstantValue(node) is { HasValue: true } constant && (constant.Value is null or false or 0 or 0L or 0u or 0ul or (byte)0 or 0.0);
    }

    private static bool IsOnlyBranch(StatementSyntax node) => node.Parent switch
    {
        IfStatementSyntax { Else: null } => true,
        BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax { Else: null } } => true,
        _ => false,
    };

    private ParenthesizedExpressionSyntax Choice(ExpressionSyntax node, string text, ExpressionSyntax visited, string? change = null)
    {
        if (_mutants.TryAdd(_file, node, change ?? $"{Plain(node)} → {Plain(text)}") is not { } id)
            return visited as ParenthesizedExpressionSyntax ?? SyntaxFactory.ParenthesizedExpression(visited);
        ExpressionSyntax wrong = SyntaxFactory.ParenthesizedExpression(SyntaxFactory.ParseExpression(text));
        return SyntaxFactory.ParenthesizedExpression(SyntaxFactory.ConditionalExpression(Asked(id), wrong, SyntaxFactory.ParenthesizedExpression(visited.WithoutTrivia())))
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{id}"));
    }

    private StatementSyntax Instead(SyntaxNode node, string text, StatementSyntax visited)
    {
        if (_mutants.TryAdd(_file, node, $"{Plain(node)} → {Plain(text)}") is not { } id) return visited;
        return SyntaxFactory.IfStatement(Asked(id), SyntaxFactory.Block(SyntaxFactory.ParseStatement(text + ";")), SyntaxFactory.ElseClause(SyntaxFactory.Block(visited)))
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{id}"));
    }

    private StatementSyntax Removed(SyntaxNode node, StatementSyntax visited)
    {
        ExpressionSyntax? expression = (node as ExpressionStatementSyntax)?.Expression ?? node as ExpressionSyntax;
        if (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } && NeedsValue(name))
            return IsZero(((AssignmentExpressionSyntax)expression).Right) ? visited : Instead(node, $"{name} = default", visited);
        if (_mutants.TryAdd(_file, node, $"{Plain(node)} → removed") is not { } id) return visited;
        return SyntaxFactory.IfStatement(SyntaxFactory.PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Asked(id)), SyntaxFactory.Block(visited))
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{id}"));
    }

    // A variable or an out parameter must be given a value.
    private bool NeedsValue(IdentifierNameSyntax name) => _model.GetSymbolInfo(name).Symbol is ILocalSymbol or IParameterSymbol { RefKind: RefKind.Out };

    private static InvocationExpressionSyntax Asked(int id) => (InvocationExpressionSyntax)SyntaxFactory.ParseExpression($"{SwitchSource.Is}({id})");

    private static string Plain(SyntaxNode node) => Plain(node.ToString());

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');
}
