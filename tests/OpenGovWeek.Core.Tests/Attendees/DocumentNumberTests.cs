using OpenGovWeek.Core.Attendees;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendees;

public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData("40123456", "40123456")]
    [InlineData(" 4012 3456 ", "40123456")]
    [InlineData("ce-001234567", "CE-001234567")]
    [InlineData("ab1234567890123456cd", "AB1234567890123456CD")]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData(null, null)]
    public void A_number_is_kept_in_capitals_without_spaces(string? typed, string? kept) => Assert.Equal(kept, DocumentNumber.Parse(typed));

    [Theory]
    [InlineData("12345")]
    [InlineData("123456789012345678901")]
    [InlineData("4012_3456")]
    [InlineData("ñandú12")]
    [InlineData("٤٠١٢٣٤٥٦")]
    [InlineData("------")]
    [InlineData("40123456<script>")]
    public void What_is_no_number_is_refused(string typed) => Assert.Equal([6, 20], Refusal.Of("document-number", () => DocumentNumber.Parse(typed)).Detail);

    [Theory]
    [InlineData("40123456", "•••••456")]
    [InlineData("CE-001234567", "•••••••••567")]
    [InlineData("123", "•••")]
    public void Three_characters_are_shown_in_public(string number, string masked) => Assert.Equal(masked, DocumentNumber.Mask(number));
}
