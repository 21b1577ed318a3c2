using System.Security.Cryptography;
using System.Text;
using OpenGovWeek.Core;
using OpenGovWeek.Core.Certificates;

namespace OpenGovWeek.Web.Features.Staff;

/// <summary>The secret of an invitation: 128 random bits, written like a certificate's code so that it can be typed.</summary>
/// <param name="Text">What the invited person gets to see, once.</param>
/// <param name="Hash">SHA-256 in hex: all that is stored.</param>
public sealed record InvitationToken(string Text, string Hash)
{
    public static InvitationToken New() => Of(CertificateCode.Generate());

    /// <exception cref="RuleException"><c>invitation-unknown</c>: nothing that was ever given out.</exception>
    public static InvitationToken Parse(string? typed) => CertificateCode.TryParse(typed, out var code)
        ? Of(code)
        : throw new RuleException("invitation-unknown", field: "Code");

    /// <summary>Address of the page, with the token in the fragment, which no server or proxy gets to see.</summary>
    public string Path => $"/equipo/alta#{Text}";

    private static InvitationToken Of(CertificateCode code) =>
        new(code.Display, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code.Value))));
}
