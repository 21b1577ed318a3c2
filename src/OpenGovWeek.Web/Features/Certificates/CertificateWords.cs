using System.Globalization;
using Microsoft.Extensions.Localization;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Web.Features.Certificates;

/// <summary>Resource marker of the certificate's own wording and of the pages about certificates.</summary>
public sealed class CertificateWords;

/// <summary>The wording that is printed, in the language of the current request.</summary>
public static class CertificateWording
{
    /// <summary>What <c>js/verify.js</c> says.</summary>
    public static readonly IReadOnlyList<string> FileCheck =
    [
        "File_Changed", "File_Failed", "File_Issued_revoked", "File_Issued_superseded", "File_Issued_valid", "File_NotPdf", "File_OtherCertificate",
        "File_OtherEdition", "File_Reading", "File_Same", "File_See", "File_Unknown",
    ];

    public static CertificateTexts Read(IStringLocalizer<CertificateWords> words) => new()
    {
        Language = CultureInfo.CurrentUICulture.Name,
        DocumentTitle = words["Paper_DocumentTitle"],
        Heading = words["Paper_Heading"],
        Lead = words["Paper_Lead"],
        Document = words["Paper_Document"],
        DayStatement = words["Paper_DayStatement"],
        DayStatementHours = words["Paper_DayStatementHours"],
        EventStatement = words["Paper_EventStatement"],
        EventStatementHours = words["Paper_EventStatementHours"],
        OneDate = words["Paper_OneDate"],
        Dates = words["Paper_Dates"],
        Session = words["Paper_Session"],
        EventDay = words["Paper_EventDay"],
        IssuedOn = words["Paper_IssuedOn"],
        VerificationHint = words["Paper_VerificationHint"],
        Code = words["Paper_Code"],
        QrAlternative = words["Paper_QrAlternative"],
        LogoAlternative = words["Paper_LogoAlternative"],
        SignatureAlternative = words["Paper_SignatureAlternative"],
        Sample = words["Paper_Sample"],
    };
}
