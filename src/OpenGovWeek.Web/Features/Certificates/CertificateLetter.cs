using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Certificates;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Certificates;
using OpenGovWeek.Data.Mail;
using OpenGovWeek.Web.Features.Mail;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Resource marker of what holders of certificates are written.</summary>
public sealed class LetterTexts;

/// <summary>What holders of certificates are written, in the language of their certificate.</summary>
public sealed class CertificateLetter(MailWriter mails, IStringLocalizer<LetterTexts> texts)
{
    /// <summary>A certificate was issued.</summary>
    /// <param name="site">Address under which anyone reaches this application.</param>
    public MailText Issued(Certificate certificate, Event week, Uri site) => mails.Write(certificate.Language, week, () => new MailLetter
    {
        Subject = texts["Issued_Subject", certificate.EventName],
        Heading = texts["Issued_Heading"],
        Lead = [mails.Greeting(certificate.Name), texts["Issued_Text", certificate.Institution, certificate.Subject]],
        Button = new(texts["Issued_Link"], new Uri(site, "/mis-certificados")),
        Code = new(texts["Issued_Code"], Display(certificate.Code), Verification(site, certificate.Code)),
        Notes = [texts["Issued_Note"]],
    });

    /// <summary>A certificate was superseded by another.</summary>
    public MailText Superseded(IssuedCertificate old, Certificate next, string reason, Event week, Uri site) => mails.Write(next.Language, week, () => new MailLetter
    {
        Subject = texts["Superseded_Subject", next.EventName],
        Heading = texts["Superseded_Heading"],
        Lead = [mails.Greeting(next.Name), texts["Superseded_Text", next.Institution, next.Subject], texts["Reason", reason]],
        Button = new(texts["Issued_Link"], new Uri(site, "/mis-certificados")),
        Code = new(texts["Superseded_Code"], Display(next.Code), Verification(site, next.Code)),
        Notes = [texts["Superseded_Codes", Display(old.Code)]],
    });

    /// <summary>A certificate was revoked.</summary>
    public MailText Revoked(IssuedCertificate certificate, string reason, Event week, Uri site) => mails.Write(certificate.Language, week, () => new MailLetter
    {
        Subject = texts["Revoked_Subject", certificate.EventName],
        Heading = texts["Revoked_Heading"],
        Lead =
        [
            mails.Greeting(certificate.Name),
            texts["Revoked_Text", certificate.Institution, certificate.Subject, Display(certificate.Code)],
            texts["Reason", reason],
        ],
        Button = new(texts["Revoked_Link"], Verification(site, certificate.Code)),
        Notes = [texts["Revoked_Ask"]],
    });

    private static string Display(string code) => CertificateCode.Parse(code).Display;

    private static Uri Verification(Uri site, string code) => new(site, $"/verificar/{code}");
}
