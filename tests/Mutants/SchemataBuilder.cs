using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Minnow.Mutants;

/// <summary>Compiles Core once, with all its mutants in it.</summary>
/// <remarks>A mutant that does not compile is found by the place of its error and left out of the next attempt; those are no mutants at all.</remarks>
internal sealed class SchemataBuilder
{
    private const int MaxAttempts = 25;

    private static readonly CSharpParseOptions s_parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)
        .WithPreprocessorSymbols("RELEASE", "NET", "NET9_0", "NET9_0_OR_GREATER", "NET8_0_OR_GREATER");

    private readonly string _root;
    private readonly string[] _places;
    private readonly HashSet<(string, int, string)> _refused = [];
    private readonly HashSet<(string, int)> _refusedUses = [];

    /// <param name="root">The repository.</param>
    /// <param name="places">Folders of Core to mutate, and single files.</param>
    internal SchemataBuilder(string root, string[] places) => (_root, _places) = (root, places);

    /// <summary>How many changes were left out because they do not compile.</summary>
    internal int RefusedCount => _refused.Count;

    /// <summary>Writes the mutated assembly.</summary>
    /// <returns>The mutants in it.</returns>
    /// <exception cref="InvalidOperationException">Core does not compile even so.</exception>
    internal IReadOnlyList<Mutant> Build(string assembly)
    {
        string core = Path.Combine(_root, "src/Core");
        List<SyntaxTree> trees = [.. Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file)), s_parse, Path.GetRelativePath(_root, file)))];
        trees.Add(CSharpSyntaxTree.ParseText("""[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Minnow.Core.Tests")]""", s_parse));
        CSharpCompilation plain = Compile(trees);
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            MutantList mutants = new(_refused);
            CSharpCompilation mutated = Compile(Mutate(plain, mutants));
            using MemoryStream bytes = new();
            ImmutableArray<Diagnostic> errors = [.. mutated.Emit(bytes).Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)];
            if (errors.Length == 0)
            {
                File.WriteAllBytes(assembly, bytes.ToArray());
                return mutants.All;
            }
            int before = _refused.Count + _refusedUses.Count;
            foreach (Diagnostic error in errors) Refuse(error, mutants);
            if (_refused.Count + _refusedUses.Count == before) throw new InvalidOperationException($"Core with its mutants does not compile: {errors[0]}");
        }
        throw new InvalidOperationException($"Core with its mutants does not compile after {MaxAttempts} attempts.");
    }

    private List<SyntaxTree> Mutate(CSharpCompilation plain, MutantList mutants)
    {
        ConstantUses constants = new(_refusedUses);
        foreach (SyntaxTree tree in plain.SyntaxTrees) constants.Look(plain.GetSemanticModel(tree), tree.GetRoot());
        foreach (SyntaxTree tree in plain.SyntaxTrees)
            if (IsMutated(tree)) constants.Add(plain.GetSemanticModel(tree), tree.GetRoot(), mutants, tree.FilePath);
        List<SyntaxTree> trees = [];
        foreach (SyntaxTree tree in plain.SyntaxTrees)
        {
            SemanticModel model = plain.GetSemanticModel(tree);
            ConstantRewriter rewriter = IsMutated(tree) ? new SchemataRewriter(model, constants, mutants, tree.FilePath) : new ConstantRewriter(model, constants);
            trees.Add(tree.WithRootAndOptions(rewriter.Visit(tree.GetRoot())!, s_parse));
        }
        trees.Add(CSharpSyntaxTree.ParseText(SwitchSource.Text.Replace("CONSTANTS", constants.Properties, StringComparison.Ordinal), s_parse, "MutantSwitch.cs"));
        return trees;
    }

    private bool IsMutated(SyntaxTree tree) => _places.Any(place => $"{tree.FilePath}/".StartsWith($"src/Core/{place}/", StringComparison.Ordinal));

    /// <summary>Leaves out the innermost mutant around an error; failing that those within it; failing that those of the whole member. Before that, uses of constants that must stay constant.</summary>
    private void Refuse(Diagnostic error, MutantList mutants)
    {
        if (error.Location.SourceTree is not { } tree) return;
        SyntaxNode node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        // A constant converts to where no value of its type does, so its whole statement may complain.
        SyntaxNode[] uses = [.. (node.FirstAncestorOrSelf<StatementSyntax>() ?? node).GetAnnotatedNodes(ConstantUses.Annotation)];
        if (error.Id is "CS0266" or "CS0034" or "CS0029" && uses.Length > 0)
        {
            foreach (SyntaxNode use in uses) _refusedUses.Add((tree.FilePath, int.Parse(use.GetAnnotations(ConstantUses.Annotation).First().Data!)));
            return;
        }
        SyntaxNode? around = node.AncestorsAndSelf().FirstOrDefault(static n => n.HasAnnotations(SchemataRewriter.Annotation));
        if (around != null)
        {
            RefuseAt(around, mutants);
            return;
        }
        SyntaxNode member = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() ?? tree.GetRoot();
        SyntaxNode[] within = [.. node.GetAnnotatedNodes(SchemataRewriter.Annotation)];
        foreach (SyntaxNode inner in within.Length > 0 ? within : [.. member.GetAnnotatedNodes(SchemataRewriter.Annotation)]) RefuseAt(inner, mutants);
    }

    private static void RefuseAt(SyntaxNode node, MutantList mutants)
    {
        foreach (SyntaxAnnotation annotation in node.GetAnnotations(SchemataRewriter.Annotation)) mutants.Refuse(int.Parse(annotation.Data!));
    }

    private static CSharpCompilation Compile(IEnumerable<SyntaxTree> trees)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return CSharpCompilation.Create("Minnow.Core", trees,
            platform.Where(path => Path.GetDirectoryName(path) == runtime).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));
    }
}
