namespace OpenGovWeek.Core.Certificates;

/// <summary>Signs a finished certificate: with a key of its own, or through a service elsewhere. Safe to use from several threads at once.</summary>
public interface ICertificateSigner
{
    /// <summary>Signs the whole of a PDF file.</summary>
    /// <param name="pdf">The finished file, whichever engine wrote it.</param>
    /// <param name="signedAt">The time that the signature claims, UTC.</param>
    /// <exception cref="SigningException">It cannot be signed at present.</exception>
    Task<SignedPdf> SignAsync(byte[] pdf, DateTime signedAt, CancellationToken cancellation);
}

/// <summary>A PDF file that was signed.</summary>
/// <param name="Pdf">The signed file.</param>
/// <param name="SignedBy">Whom the signing certificate names.</param>
public sealed record SignedPdf(byte[] Pdf, string SignedBy);

/// <summary>A certificate cannot be signed; the message is for whoever runs the application.</summary>
public sealed class SigningException(string message, Exception? cause = null) : Exception(message, cause);
