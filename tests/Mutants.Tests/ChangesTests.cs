using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Minnow.Mutants.Tests;

public sealed class ChangesTests
{
    [Theory]
    [InlineData("a < b", "a <= b; a >= b")]
    [InlineData("a >= b", "a > b; a < b")]
    [InlineData("a == b", "a != b")]
    [InlineData("a * b", "a / b")]
    [InlineData("a - b", "a + b")]
    [InlineData("a && b", "a || b; a; b")]
    [InlineData("!a", "a")]
    [InlineData("-a", "a")]
    [InlineData("5", "5 + 1; 5 - 1")]
    [InlineData("2.5", "2.5 + 1")]
    [InlineData("Math.Min(a, b)", "Math.Max(a, b); a; b")]
    [InlineData("Math.Abs(a)", "a")]
    [InlineData("Math.Clamp(a, b, c)", "Math.Max(a, b); Math.Min(a, c)")]
    [InlineData("a is 1 or 2", "!(a is 1 or 2); a is 1; a is 2")]
    [InlineData("other.Min(a, b)", "")]
    [InlineData("a", "")]
    public void Each_expression_has_these_wrong_versions(string right, string wrong) =>
        Assert.Equal(wrong, string.Join("; ", Changes.Of(SyntaxFactory.ParseExpression(right), null)));

    [Fact]
    public void Beside_a_comparison_a_number_is_not_moved_to_where_the_boundarys_own_version_is()
    {
        string[] texts = [.. new[] { "a > 5", "a < 5", "5 <= a", "a == 0" }.Select(static text =>
            string.Join(' ', SyntaxFactory.ParseExpression(text).DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.LiteralExpressionSyntax>()
                .SelectMany(static l => Changes.Of(l, null))))];
        Assert.Equal(["5 + 1", "5 - 1", "5 - 1", "0 + 1"], texts);
    }
}
