using System;
using System.Linq;
using Minnow.Exchange.Faults;
using Xunit;

namespace Minnow.Exchange.Tests.Faults;

public sealed class FaultScriptTests
{
    [Fact]
    public void A_line_says_when_what_which_and_how_long()
    {
        FaultRule rule = Assert.Single(FaultScript.Parse("# a comment\n\nat 20s..40s delay 300ms jitter 200ms dir=out   # and another\n").Rules);

        Assert.Equal(3, rule.Line);
        Assert.Equal("delay", rule.Verb.Name);
        Assert.Equal((20_000_000, 40_000_000), (rule.When.FromUs, rule.When.UntilUs));
        Assert.Equal(["300000"], rule.Words);
        Assert.Equal("200000", rule.Option("jitter"));
        Assert.Equal("out", rule.Option("dir"));
    }

    [Fact]
    public void A_moment_can_be_the_nth_request()
    {
        FaultRule rule = Assert.Single(FaultScript.Parse("after request private/buy #5 lose-reply").Rules);

        Assert.Equal(new FaultWhen(FaultStart.Request, 0, 0, "private/buy", 5), rule.When);
    }

    [Fact]
    public void Texts_in_either_quotation_marks_keep_their_blanks()
    {
        FaultRule rule = Assert.Single(FaultScript.Parse("""replace "old text" '{"new":1}'""").Rules);

        Assert.Equal(["old text", """{"new":1}"""], rule.Words);
    }

    [Theory]
    [InlineData("at 12s dorp", 1, 8, "'dorp' is not a fault. Did you mean 'drop'?")]
    [InlineData("\nat soon drop", 2, 4, "'soon' is not a time. Write 300ms, 1.5s or 2m.")]
    [InlineData("at 5s..3s drop", 1, 4, "the window ends before it begins.")]
    [InlineData("delay", 1, 6, "'delay' lacks its TIME.")]
    [InlineData("at 3s", 1, 6, "the line ends where a verb, such as drop or fin should stand.")]
    [InlineData("drop chanel=book", 1, 6, "'chanel=' is not known. Did you mean 'channel'?")]
    [InlineData("drop frames extra", 1, 13, "'drop' takes no argument such as 'extra'.")]
    [InlineData("tls expird", 1, 5, "'expird' is not a KIND of 'tls'. Did you mean 'expired'?")]
    [InlineData("upgrade many", 1, 9, "'upgrade' wants a number for N, not 'many'.")]
    [InlineData("after reqest private/buy fin", 1, 7, "'reqest' is not a moment. Did you mean 'request'?")]
    [InlineData("after request private/buy #0 fin", 1, 27, "'#' wants a whole number from 1 up, as in #5.")]
    [InlineData("fin for 3s then", 1, 12, "nothing may follow the time after 'for'.")]
    [InlineData("insert \"open", 1, 8, "this quotation mark is not closed.")]
    [InlineData("drop rate=lots", 1, 11, "rate wants a share such as 5%.")]
    [InlineData("drop count=0", 1, 12, "count wants a whole number from 1 up.")]
    [InlineData("drop count=1 count=2", 1, 14, "'count=' stands here twice.")]
    public void An_error_names_its_place_and_what_may_have_been_meant(string text, int line, int column, string why)
    {
        FaultScriptException error = Assert.Throws<FaultScriptException>(() => FaultScript.Parse(text, "x.txt"));

        Assert.Equal($"x.txt:{line}:{column}: {why}", error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("book.*", "book.BTC-PERPETUAL.raw", true)]
    [InlineData("book.*.raw", "book.BTC-PERPETUAL.raw", true)]
    [InlineData("book.*.100ms", "book.BTC-PERPETUAL.raw", false)]
    [InlineData("*", "", true)]
    [InlineData("private/buy", "private/buy", true)]
    [InlineData("private/buy", "private/buys", false)]
    public void A_star_stands_for_any_run_of_characters(string pattern, string text, bool fits) =>
        Assert.Equal(fits, PayloadLook.Fits(pattern, text));

    [Fact]
    public void Every_word_has_a_name_of_its_own_and_a_meaning()
    {
        Assert.Equal(FaultVerbs.All.Count, FaultVerbs.All.Select(static verb => verb.Name).Distinct().Count());
        Assert.All(FaultVerbs.All, static verb => Assert.EndsWith(".", verb.Meaning, StringComparison.Ordinal));
    }
}
