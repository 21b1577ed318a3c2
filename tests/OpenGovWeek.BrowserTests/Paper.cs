using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace OpenGovWeek.BrowserTests;

/// <summary>A certificate as a file: fetched by the one who holds it, shown to a page by the one who doubts it.</summary>
internal static class Paper
{
    /// <summary>The bytes of the certificate of the first day, from the page of one's own certificates.</summary>
    public static async Task<byte[]> DownloadAsync(this Visitor holder)
    {
        var download = await holder.Page.RunAndWaitForDownloadAsync(() => holder.Page.Locator("#dia-1 a[href$='.pdf']").ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>What stands on the paper, word by word.</summary>
    public static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join(' ', document.GetPages().SelectMany(sheet => sheet.GetWords()).Select(word => word.Text));
    }

    /// <summary>The paper after one bit of it changed.</summary>
    public static byte[] Flipped(byte[] pdf)
    {
        var flipped = (byte[])pdf.Clone();
        flipped[pdf.Length / 2] ^= 0x10;
        return flipped;
    }

    public static FilePayload FileOf(byte[] content) => new() { Name = "certificado.pdf", MimeType = "application/pdf", Buffer = content };

    /// <summary>Chooses a file on a page of verification and reads what the page says of it.</summary>
    /// <param name="kind">The kind of the notice: good, warn or bad.</param>
    public static async Task ChooseAndSeeAsync(this Visitor visitor, byte[] content, string kind, string text)
    {
        await visitor.Page.GetByLabel("Elija el archivo PDF").SetInputFilesAsync(FileOf(content));
        await visitor.SeeAsync(kind, text);
    }

    /// <summary>Reads what the page says of the file.</summary>
    /// <param name="kind">The kind of the notice: good, warn or bad.</param>
    public static Task SeeAsync(this Visitor visitor, string kind, string text) =>
        Expect(visitor.Page.Locator($"[data-check=result] .notice[data-kind={kind}]")).ToContainTextAsync(text);
}
