namespace OpenGovWeek.Core.Certificates;

/// <summary>An engine that puts a certificate on paper. Safe to use from several threads at once.</summary>
public interface ICertificateRenderer
{
    /// <summary>Whether its documents carry a structure that assistive technology reads (tagged PDF).</summary>
    bool Tagged { get; }

    /// <summary>The level of PDF/A (ISO 19005) its documents keep to, such as "2b"; null for none.</summary>
    string? PdfALevel { get; }

    /// <summary>Whether the same content always gives the same bytes.</summary>
    bool Reproducible { get; }

    /// <summary>Whether its documents carry no more of a typeface than they use, and so stay under 80 KB.</summary>
    bool SubsetsTypefaces { get; }

    /// <summary>Draws one certificate as a PDF file of one page, A4 landscape.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="UndrawableTextException">A text holds characters the typefaces do not draw.</exception>
    /// <exception cref="CertificateOverflowException">The texts do not fit on the page at a readable size.</exception>
    byte[] Render(CertificateContent content);

    /// <summary>
    /// What of a text cannot be shown, in the order of its first appearance, each once; empty when all can. To be asked
    /// at registration, so that nobody learns at issue that the name does not print.
    /// </summary>
    /// <param name="fonts">The typefaces; a character must be in each, since a name may be set in any of them.</param>
    /// <param name="text">Any text; it is composed (NFC) before it is looked at.</param>
    IReadOnlyList<UndrawableCharacter> UndrawableCharacters(CertificateFonts fonts, string text);
}

/// <summary>A text of the certificate holds characters that the typefaces do not draw.</summary>
public sealed class UndrawableTextException : Exception
{
    /// <summary>For the block of the given role.</summary>
    /// <param name="role">Which text it was.</param>
    /// <param name="characters">The characters, at least one.</param>
    public UndrawableTextException(CertificateRole role, IReadOnlyList<UndrawableCharacter> characters)
        : base($"The certificate's typefaces do not draw {string.Join(", ", characters)} of the block {role}.")
    {
        Role = role;
        Characters = characters;
    }

    /// <summary>Which text it was.</summary>
    public CertificateRole Role { get; }

    /// <summary>The characters, at least one.</summary>
    public IReadOnlyList<UndrawableCharacter> Characters { get; }
}

/// <summary>The texts of the certificate do not fit on its page at a readable size.</summary>
public sealed class CertificateOverflowException(string message) : Exception(message);
