using OpenGovWeek.Core.Questions;
using Xunit;

namespace OpenGovWeek.Core.Tests.Questions;

public sealed class QuestionTextTests
{
    [Fact]
    public void A_question_has_from_five_to_five_hundred_characters()
    {
        Refusal.Of("text-empty", () => QuestionText.Parse(" \n "));
        Assert.Equal([5], Refusal.Of("text-too-short", () => QuestionText.Parse("¿Eh?")).Detail);
        Assert.Equal("¿Ya?\n!", QuestionText.Parse("¿Ya?\n!"));
        Assert.Equal(500, QuestionText.Parse(new string('ñ', 500)).Length);
        Assert.Equal([500], Refusal.Of("text-too-long", () => QuestionText.Parse(new string('ñ', 501))).Detail);
    }

    [Fact]
    public void Markup_stays_as_typed() => Assert.Equal("<img src=x onerror=alert(1)>", QuestionText.Parse("<img src=x onerror=alert(1)>"));
}
