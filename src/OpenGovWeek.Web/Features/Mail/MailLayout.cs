using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Data.Mail;

namespace OpenGovWeek.Web.Features.Mail;

/// <summary>
/// The one layout of all mails, as text and as HTML that says the same in the same order. Readers of mail understand few styles, and these only where
/// they stand; so there is one column, styled in place, that is read well without any of it.
/// </summary>
public static class MailLayout
{
    private const string Ink = "#241b18";
    private const string Soft = "#5b4d45";
    private const string OwnAccent = "#8c1630";
    private const string Font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif";

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Lays a letter out.</summary>
    /// <param name="language">Language that it is written in, as the <c>lang</c> attribute wants it.</param>
    /// <param name="buttonFallback">Sentence before the button's address in full.</param>
    public static MailText Of(MailSender sender, MailLetter letter, string language, string buttonFallback) =>
        new(letter.Subject, AsText(sender, letter), AsHtml(sender, letter, language, buttonFallback));

    private static string AsText(MailSender sender, MailLetter letter)
    {
        var text = new StringBuilder();
        Paragraph(sender.Institution is null ? sender.Name : $"{sender.Name}\n{sender.Institution}");
        Paragraph(letter.Heading);
        foreach (var paragraph in letter.Lead)
        {
            Paragraph(paragraph);
        }

        Paragraph($"{letter.Button.Label}:\n{letter.Button.Address.AbsoluteUri}");
        if (letter.Code is { } code)
        {
            Paragraph($"{code.Lead}\n\n    {code.Text}");
            if (code.Address is not null)
            {
                Paragraph(code.Address.AbsoluteUri);
            }
        }

        foreach (var note in letter.Notes)
        {
            Paragraph(note);
        }

        return text.ToString().TrimEnd() + "\n";

        void Paragraph(string paragraph) => text.Append(paragraph).Append("\n\n");
    }

    private static string AsHtml(MailSender sender, MailLetter letter, string language, string buttonFallback)
    {
        var accent = EventTheme.Of(Rgb.Parse(sender.Accent ?? OwnAccent)).LightTokens;
        var html = new StringBuilder();
        Line($"<!DOCTYPE html>");
        Line($"<html lang=\"{language}\">");
        Line($"<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{Text(letter.Subject)}</title></head>");
        Line($"<body style=\"margin:0;padding:24px 16px;background:#faf5ec;color:{Ink};{Font};font-size:17px;line-height:1.5\">");
        Line($"<div role=\"article\" lang=\"{language}\" aria-label=\"{Text(letter.Subject)}\" style=\"max-width:560px;margin:0 auto;padding:24px;background:#fffdf8;border-top:6px solid {accent.Edge}\">");
        Line($"<p style=\"margin:0 0 24px;color:{Soft};font-size:15px\"><strong style=\"color:{accent.Accent}\">{Text(sender.Name)}</strong>{(sender.Institution is null ? "" : $"<br>{Text(sender.Institution)}")}</p>");
        Line($"<h1 style=\"margin:0 0 16px;font-size:26px;line-height:1.25\">{Text(letter.Heading)}</h1>");
        foreach (var paragraph in letter.Lead)
        {
            Line($"<p style=\"margin:0 0 16px\">{Text(paragraph)}</p>");
        }

        var address = Text(letter.Button.Address.AbsoluteUri);
        Line($"<p style=\"margin:24px 0\"><a href=\"{address}\" style=\"display:inline-block;padding:14px 24px;background:{accent.Fill};color:{accent.OnAccent};border-radius:8px;font-weight:bold;text-decoration:none\">{Text(letter.Button.Label)}</a></p>");
        if (letter.Code is { } code)
        {
            Line($"<p style=\"margin:0 0 8px\">{Text(code.Lead)}</p>");
            Line($"<p style=\"margin:0 0 16px;font-size:{CodeSize(code.Text)}px;line-height:1.3;font-weight:bold;letter-spacing:0.06em;overflow-wrap:anywhere;font-family:ui-monospace,Consolas,Menlo,monospace\">{Text(code.Text)}</p>");
            if (code.Address is not null)
            {
                Line($"<p style=\"margin:0 0 16px\">{Link(code.Address, accent)}</p>");
            }
        }

        foreach (var note in letter.Notes)
        {
            Line($"<p style=\"margin:0 0 12px;color:{Soft};font-size:15px\">{Text(note)}</p>");
        }

        Line($"<p style=\"margin:24px 0 0;color:{Soft};font-size:15px;overflow-wrap:anywhere\">{Text(buttonFallback)}<br>{Link(letter.Button.Address, accent)}</p>");
        Line($"</div></body></html>");
        return html.ToString();

        void Line(FormattableString line) => html.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    // A code of six figures is read across a desk, one of a certificate stands in one line of a phone, and what is only pasted may be small.
    private static int CodeSize(string code) => code.Length switch { <= 10 => 36, <= 40 => 20, _ => 14 };

    private static string Link(Uri address, AccentTokens accent) =>
        $"<a href=\"{Text(address.AbsoluteUri)}\" style=\"color:{accent.Accent};overflow-wrap:anywhere\">{Text(address.AbsoluteUri)}</a>";

    private static string Text(string text) => Html.Encode(text);
}
