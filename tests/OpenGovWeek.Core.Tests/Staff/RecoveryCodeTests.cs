using OpenGovWeek.Core.Staff;
using Xunit;

namespace OpenGovWeek.Core.Tests.Staff;

public sealed class RecoveryCodeTests
{
    [Fact]
    public void Codes_differ_and_can_be_typed()
    {
        var codes = Enumerable.Range(0, 1000).Select(_ => RecoveryCode.Generate()).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code));
    }

    [Theory]
    [InlineData("0123-4567-89AB-CDEF", "0123456789abcdef")]
    [InlineData("0123-4567-89AB-CDEF", " o12 3 4567 89ab cdef ")]
    [InlineData("1111-4567-89AB-CDEF", "1iLl-4567-89AB-CDEF")]
    public void What_is_easily_mistaken_does_not_matter(string shown, string typed) => Assert.Equal(RecoveryCode.Hash(shown), RecoveryCode.Hash(typed));

    [Fact]
    public void Another_code_has_another_hash() => Assert.NotEqual(RecoveryCode.Hash("0123-4567-89AB-CDEF"), RecoveryCode.Hash("0123-4567-89AB-CDEG"));
}
