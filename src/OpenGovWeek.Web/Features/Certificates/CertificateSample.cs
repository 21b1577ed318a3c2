using Microsoft.Extensions.Localization;
using OpenGovWeek.Certificates;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Attendees;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>
/// Samples of an event's certificates before any is issued: of people who do not exist, with a code that is none, and with the word for it across the page,
/// in the heading and in the statement, so that none can be taken for a real one.
/// </summary>
public sealed class CertificateSample(CertificateMaker maker, CertificatePress press, IStringLocalizer<CertificateWords> words, TimeProvider clock)
{
    /// <summary>In place of a code. U is no letter of one, so that it never verifies.</summary>
    public const string Code = "MUESTRAMUESTRAMUESTRAMUESTR";

    // Its places on the paper are taken by the sample's own.
    private static readonly CertificateCode Blank = CertificateCode.FromBytes(new byte[CertificateCode.ByteCount]);

    private static readonly string Display = string.Join('-', Code.Chunk(4).Select(group => new string(group)));

    /// <summary>The PDF of a sample.</summary>
    /// <param name="kind">See <see cref="CertificateKinds"/>.</param>
    /// <param name="isLong">With the longest name that there can be.</param>
    /// <exception cref="RuleException">Those of <see cref="CertificatePress.Draw"/>; <c>unknown-day</c>.</exception>
    public byte[] Print(Event week, CertificatePolicy policy, string kind, bool isLong, Uri site) =>
        press.Draw(Mark(Compose(week, policy, kind, isLong, site, isSample: true), site));

    /// <summary>Tries every certificate of an event with an ordinary name and with the longest, as they would be issued.</summary>
    /// <exception cref="RuleException">Those of <see cref="CertificatePress.Draw"/>, for the first that cannot be printed.</exception>
    public void Try(Event week, CertificatePolicy policy, Uri site)
    {
        foreach (var kind in (string[])[CertificateKinds.OfDay(Longest(week).Number), CertificateKinds.Event])
        {
            press.Draw(Compose(week, policy, kind, isLong: true, site, isSample: false));
            press.Draw(Compose(week, policy, kind, isLong: false, site, isSample: false));
        }
    }

    /// <summary>The day whose titles take the most room.</summary>
    public static EventDay Longest(Event week) =>
        week.Days.Where(day => day.Sessions.Count > 0).MaxBy(day => CertificateOrder.SubjectOf(day).Length) ?? throw new RuleException("unknown-day", RuleKind.NotFound);

    private CertificateContent Compose(Event week, CertificatePolicy policy, string kind, bool isLong, Uri site, bool isSample)
    {
        var isEvent = kind == CertificateKinds.Event;
        var days = week.Days.FindAll(d => d.Sessions.Count > 0);
        var day = isEvent ? Longest(week) : days.Find(d => CertificateKinds.OfDay(d.Number) == kind) ?? throw new RuleException("unknown-day", RuleKind.NotFound);
        var order = new CertificateOrder
        {
            Kind = kind,
            AttendeeId = Guid.Empty,
            Edition = 1,
            Name = isLong ? LongName() : words["Sample_Name"],
            DocumentNumber = policy.AsksDocument ? new string('0', isLong ? DocumentNumber.Max : 8) : null,
            EventName = week.Name,
            Institution = week.Institution,
            Subject = isEvent ? week.Name : CertificateOrder.SubjectOf(day),
            Date = isEvent ? days[0].Date : day.Date,
            LastDate = isEvent && days.Count > 1 ? days[^1].Date : null,
            Days = isEvent ? (days.Count, days.Count) : null,
            Minutes = 75 * (isEvent ? days.Count : 1),
            Hours = isEvent ? policy.EventHours : policy.DayHours,
        };
        return maker.Compose(order, week, policy, Blank, site, clock.UtcNow(), isSample);
    }

    // As long as a name may be, of words as names have them.
    private string LongName()
    {
        var name = string.Join(' ', Enumerable.Repeat(words["Sample_LongName"].Value, PersonName.Max));
        return name[..PersonName.Max].TrimEnd().PadRight(PersonName.Max, 'a');
    }

    private CertificateContent Mark(CertificateContent content, Uri site) => content with
    {
        Title = $"{words["Paper_Sample"]}: {content.Title}",
        Qr = QrCodes.Encode(new Uri(site, $"/verificar/{Code}").AbsoluteUri),
        Blocks = [.. content.Blocks.Select(Mark)],
    };

    private CertificateBlock Mark(CertificateBlock block)
    {
        var text = block.Text.Replace(Blank.Display, Display, StringComparison.Ordinal).Replace(Blank.Value, Code, StringComparison.Ordinal);
        return block with
        {
            Text = block.Role switch
            {
                CertificateRole.Heading or CertificateRole.Statement => $"{text} ({words["Paper_Sample"]})",
                CertificateRole.IssuedOn => words["Paper_Sample"],
                _ => text,
            },
        };
    }
}
