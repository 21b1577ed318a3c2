using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Web.Features.Events;

/// <summary>Where the look of an event is: its style sheet and its logo, each under an address that changes with its content.</summary>
public static class EventLook
{
    private const int HashLength = 12;

    private static readonly ConcurrentDictionary<string, (string Css, string Hash)> Sheets = new();

    /// <summary>Address of the event's style sheet, to be linked after <c>tokens.css</c>; null while it has the application's own colours.</summary>
    public static string? ThemeAddress(Event @event) =>
        @event.Accent is { } accent ? $"/e/{@event.Slug}/tema.{Sheet(accent).Hash}.css" : null;

    /// <summary>Address of the event's logo; null while it has none.</summary>
    public static string? LogoAddress(Event @event) => @event.LogoHash is { } hash ? $"/e/{@event.Slug}/logo.{AddressPart(hash)}" : null;

    /// <summary>The style sheet of an event's accent, and the hash that stands in its address.</summary>
    /// <param name="accent"><c>#rrggbb</c>, as it is stored.</param>
    public static (string Css, string Hash) Sheet(string accent) => Sheets.GetOrAdd(accent, static stored =>
    {
        var css = Css(EventTheme.Of(Rgb.Parse(stored)), ":root, .theme-light", ":root[data-theme=\"dark\"], .theme-dark", ":root:not([data-theme=\"light\"])");
        return (css, AddressPart(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))));
    });

    /// <summary>The style sheet that shows a colour in the settings' preview only.</summary>
    public static string PreviewSheet(Rgb accent) => Css(EventTheme.Of(accent), ".theme-preview.theme-light", ".theme-preview.theme-dark", null);

    /// <summary>The part of a hash that stands in an address.</summary>
    public static string AddressPart(string hash) => hash[..HashLength];

    private static string Css(EventTheme theme, string light, string dark, string? byDevice)
    {
        var css = new StringBuilder();
        Rule(light, theme.LightTokens);
        if (byDevice is not null)
        {
            css.Append("@media (prefers-color-scheme: dark) { ");
            Rule(byDevice, theme.DarkTokens);
            css.Append("}\n");
        }

        Rule(dark, theme.DarkTokens);
        return css.ToString();

        void Rule(string selector, AccentTokens tokens) => css.Append(
            CultureInfo.InvariantCulture,
            $"{selector} {{ --accent: {tokens.Accent}; --accent-wash: {tokens.Wash}; --accent-fill: {tokens.Fill}; --accent-fill-strong: {tokens.FillStrong}; --on-accent: {tokens.OnAccent}; --accent-edge: {tokens.Edge}; --bar: {tokens.Edge}; }}\n");
    }
}
