using System.Text.Encodings.Web;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Resource marker of what holders of certificates are written.</summary>
public sealed class LetterTexts;

/// <summary>What holders of certificates are written, in the current language, as text and as HTML.</summary>
public sealed class CertificateLetter(IStringLocalizer<LetterTexts> texts)
{
    /// <summary>A certificate was issued.</summary>
    /// <param name="site">Address under which anyone reaches this application.</param>
    public MailText Issued(Certificate certificate, Uri site) => Write(
        texts["Issued_Subject", certificate.EventName],
        certificate.Name,
        [texts["Issued_Text", certificate.Institution, certificate.Subject], texts["Issued_Verify", CertificateCode.Parse(certificate.Code).Display]],
        new Uri(site, "/mis-certificados"),
        texts["Issued_Link"]);

    /// <summary>A certificate was superseded by another.</summary>
    public MailText Superseded(IssuedCertificate old, Certificate next, string reason, Uri site) => Write(
        texts["Superseded_Subject", next.EventName],
        next.Name,
        [
            texts["Superseded_Text", next.Institution, next.Subject],
            texts["Reason", reason],
            texts["Superseded_Codes", CertificateCode.Parse(old.Code).Display, CertificateCode.Parse(next.Code).Display],
        ],
        new Uri(site, "/mis-certificados"),
        texts["Issued_Link"]);

    /// <summary>A certificate was revoked.</summary>
    public MailText Revoked(IssuedCertificate certificate, string reason, Uri site) => Write(
        texts["Revoked_Subject", certificate.EventName],
        certificate.Name,
        [
            texts["Revoked_Text", certificate.Institution, certificate.Subject, CertificateCode.Parse(certificate.Code).Display],
            texts["Reason", reason],
            texts["Revoked_Ask"],
        ],
        new Uri(site, $"/verificar/{certificate.Code}"),
        texts["Revoked_Link"]);

    private MailText Write(string subject, string name, IReadOnlyList<string> paragraphs, Uri link, string linkText)
    {
        string[] all = [texts["Greeting", name], .. paragraphs];
        var html = HtmlEncoder.Default;
        var encoded = string.Concat(all.Select(paragraph => $"<p>{html.Encode(paragraph)}</p>\n"));
        return new MailText(
            subject,
            $"{string.Join("\n\n", all)}\n\n{linkText}: {link.AbsoluteUri}\n",
            $"{encoded}<p><a href=\"{html.Encode(link.AbsoluteUri)}\">{html.Encode(linkText)}</a></p>\n");
    }
}
