using Microsoft.Extensions.Localization;
using OpenGovWeek.Certificates.Badges;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Web.Composition;

namespace OpenGovWeek.Web.Features.Certificates.Badges;

/// <summary>Says a certificate as a badge, in the certificate's own language and from nothing but what was frozen at issue.</summary>
public sealed class IssueBadge(VerificationStore certificates, BadgeKeys keys, IStringLocalizer<CertificateWords> words)
{
    /// <summary>The badge of a certificate as a signed token.</summary>
    /// <param name="typed">The code, as forgiving as everywhere.</param>
    /// <param name="reader">The attendee who asks; the holder's badge bears the hash of the address, which no one else gets.</param>
    /// <exception cref="RuleException">NotFound <c>unknown-certificate</c>, Gone <c>badge-withdrawn</c>.</exception>
    public async Task<string> RunAsync(string typed, Guid? reader, Uri site, CancellationToken cancellation)
    {
        var certificate = CertificateCode.TryParse(typed, out var code) ? await certificates.FindByCodeAsync(code.Value, cancellation) : null;
        if (certificate is null)
        {
            throw new RuleException("unknown-certificate", RuleKind.NotFound);
        }

        if (certificate.Status != CertificateStatus.Valid)
        {
            throw new RuleException("badge-withdrawn", RuleKind.Gone);
        }

        var credential = BadgeComposer.Credential(FactsOf(certificate, site, reader == certificate.AttendeeId), new BadgeAddresses(site, certificate.EventId));
        return await keys.SignAsync(BadgeComposer.Claims(credential, certificate.IssuedAt), site, cancellation);
    }

    /// <summary>What all certificates of an event and kind have in common, as the first of them was issued; null before that.</summary>
    public async Task<BadgeAchievement?> FindAchievementAsync(Guid eventId, string kind, Uri site, CancellationToken cancellation) =>
        await certificates.FindFirstOfKindAsync(eventId, kind, cancellation) is { } first
            ? BadgeComposer.Achievement(FactsOf(first, site, forHolder: false), new BadgeAddresses(site, eventId)) with { Context = BadgeContexts.Credential }
            : null;

    private BadgeFacts FactsOf(VerifiedCertificate certificate, Uri site, bool forHolder)
    {
        var calendar = EventCalendar.Of(certificate.TimeZone);
        var (name, description, criteria) = Say(certificate);
        return new BadgeFacts
        {
            Id = certificate.Id,
            Kind = certificate.Kind,
            Holder = certificate.Name,
            Email = forHolder ? certificate.Email : null,
            Institution = certificate.Institution,
            Name = name,
            Description = description,
            Criteria = criteria,
            Statement = CertificatePage.BlocksOf(certificate.Blocks).FirstOrDefault(block => block.Role == CertificateRole.Statement)?.Text,
            Language = certificate.Language,
            IssuedAt = certificate.IssuedAt,
            Start = calendar.ToUtc(certificate.Date, TimeOnly.MinValue),
            End = calendar.ToUtc((certificate.LastDate ?? certificate.Date).AddDays(1), TimeOnly.MinValue),
            Page = new Uri(site, $"/verificar/{certificate.Code}"),
        };
    }

    private (string Name, string Description, string Criteria) Say(VerifiedCertificate certificate)
    {
        using (SpokenLanguage.Use(certificate.Language))
        {
            return (
                words["Badge_Name", certificate.Subject],
                words["Badge_Description", certificate.EventName, certificate.Institution],
                words["Badge_Criteria", certificate.Subject, certificate.EventName]);
        }
    }
}
