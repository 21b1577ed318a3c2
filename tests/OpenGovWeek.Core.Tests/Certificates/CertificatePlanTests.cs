using FsCheck;
using FsCheck.Fluent;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core.Certificates;
using Xunit;

namespace OpenGovWeek.Core.Tests.Certificates;

public sealed class CertificatePlanTests
{
    private static readonly CertificatePlan Good = new(
        2, 3.5m, null, AsksDocument: true, "  por haber   estado en {day}, el {date}. ", "", [new(Guid.NewGuid(), "Ana Quispe", "Secretaria de Gestión Pública", [1, 2, 3])]);

    private static readonly QrMatrix Qr = QrCodes.Encode(CertificateSample.Facts.VerificationAddress.AbsoluteUri);

    [Fact]
    public void A_good_plan_comes_back_with_its_texts_normalised()
    {
        var (plan, broken) = Check(Good);

        Assert.Empty(broken);
        Assert.Equal(("por haber estado en {day}, el {date}.", (string?)null), (plan.DayStatement, plan.EventStatement));
    }

    [Theory]
    [InlineData(-1, "days-range")]
    [InlineData(5, "days-range")]
    [InlineData(0, null)]
    [InlineData(4, null)]
    public void Days_are_none_to_all(int days, string? code) => Assert.Equal(code is null ? [] : [(code, "daysForEvent")], Check(Good with { DaysForEvent = days }).Broken);

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(999.5, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1.25, false)]
    [InlineData(1000, false)]
    public void Hours_have_one_decimal(double hours, bool isGood)
    {
        Assert.Equal(isGood ? [] : [("hours-range", "dayHours")], Check(Good with { DayHours = (decimal)hours }).Broken);
        Assert.Equal(isGood ? [] : [("hours-range", "eventHours")], Check(Good with { EventHours = (decimal)hours }).Broken);
    }

    [Fact]
    public void Every_broken_part_is_told_at_once_with_its_field()
    {
        var bad = Good with
        {
            DayStatement = "por {nada} en especial",
            EventStatement = "sin cerrar {event",
            Signatories = [new(Guid.NewGuid(), "7", "", null), new(Guid.NewGuid(), "Ana Quispe", "Directora", "no es una imagen"u8.ToArray())],
        };

        Assert.Equal(
            [
                ("statement-placeholder", "dayStatement"), ("statement-brace", "eventStatement"),
                ("text-too-short", "signatories[0].name"), ("text-empty", "signatories[0].post"),
            ],
            Check(bad).Broken);
    }

    [Fact]
    public void Three_people_sign_and_no_more()
    {
        var signatory = new SignatoryPlan(Guid.NewGuid(), "Ana Quispe", "Directora", null);

        Assert.Empty(Check(Good with { Signatories = [.. Enumerable.Repeat(signatory, 3)] }).Broken);
        Assert.Equal([("signatories-count", "signatories")], Check(Good with { Signatories = [.. Enumerable.Repeat(signatory, 4)] }).Broken);
    }

    [Fact]
    public void A_statement_is_refused_exactly_when_it_could_not_be_filled() => Always.Hold(
        Gen.Elements("{day}", "{attendee}", "{nada}", "{", "}", "{}", "{Day}", " ", "por ", "{{hours}}", "ñ").ArrayOf(),
        parts =>
        {
            var statement = string.Concat(parts);
            var refused = Record.Exception(() => CertificateStatement.ForDay(statement, "dayStatement"));
            var unfillable = Record.Exception(() => CertificateComposer.ForDay(
                CertificateSample.Facts, CertificateSample.Texts with { DayStatement = statement }, DefaultLook.Look, Qr));

            Assert.Equal(unfillable is FormatException, refused is RuleException { Code: "statement-placeholder" or "statement-brace" });
        });

    private static (CertificatePlan Plan, List<(string, string?)> Broken) Check(CertificatePlan plan)
    {
        var broken = new List<(string, string?)>();
        return (plan.Check(4, rule => broken.Add((rule.Code, rule.Field))), broken);
    }
}
