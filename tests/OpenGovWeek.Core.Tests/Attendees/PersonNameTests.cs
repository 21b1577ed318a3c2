using OpenGovWeek.Core.Attendees;
using Xunit;

namespace OpenGovWeek.Core.Tests.Attendees;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("María Ñahui O'Higgins")]
    [InlineData("José D’Angelo")]
    [InlineData("Qʼorianka Kilcher")]
    [InlineData("Núñez-Güemes, Ångström")]
    [InlineData("李小龍")]
    [InlineData("Li")]
    public void Names_stay_as_people_write_them(string name) => Assert.Equal(name, PersonName.Parse("  " + name + " "));

    [Theory]
    [InlineData("12345")]
    [InlineData("---")]
    [InlineData("😀😀")]
    public void A_name_without_a_letter_is_refused(string typed) => Assert.Equal("name", Refusal.Of("name-letters", () => PersonName.Parse(typed)).Field);

    [Fact]
    public void A_name_has_from_two_to_a_hundred_and_twenty_characters()
    {
        Refusal.Of("text-empty", () => PersonName.Parse(null));
        Refusal.Of("text-too-short", () => PersonName.Parse("A"));
        Assert.Equal(120, PersonName.Parse(new string('ñ', 120)).Length);
        Refusal.Of("text-too-long", () => PersonName.Parse(new string('ñ', 121)));
        Refusal.Of("text-characters", () => PersonName.Parse("Ana\u202EzepoL"));
    }
}
