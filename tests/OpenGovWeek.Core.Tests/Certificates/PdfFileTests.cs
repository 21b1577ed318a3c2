using System.Text;
using OpenGovWeek.Certificates.Pdf;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class PdfFileTests
{
    private const string Objects = "%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n";

    private static readonly Guid Id = Guid.Parse("0123456789ab8def8123456789abcdef");

    [Theory]
    [InlineData("<59009A66732E352BB54F223F3CA1B938>")]
    [InlineData(@"(Y\000\232fs.5+\265O""?<\241\2718)")]
    [InlineData(@"(!\030\204]>>G>_\276\2777$S/\)*)")]
    public void The_identifier_is_exchanged_in_whatever_form_it_was_written(string drawn)
    {
        var file = Encoding.Latin1.GetString(new PdfFile(Drawn(drawn)).Write(Id));
        Assert.EndsWith($"/Root 1 0 R\n/ID [<0123456789AB8DEF8123456789ABCDEF> <0123456789AB8DEF8123456789ABCDEF>]>>\nstartxref\n{Objects.Length}\n%%EOF\n", file, StringComparison.Ordinal);
    }

    private static byte[] Drawn(string id) =>
        Encoding.Latin1.GetBytes($"{Objects}xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
            + $"trailer\n<</Size 2\n/Root 1 0 R\n/ID [{id} {id}]>>\nstartxref\n{Objects.Length}\n%%EOF\n");
}
