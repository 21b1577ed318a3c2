using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>Writes <c>&lt;icon name="clock" /&gt;</c> as a reference into the sheet of icons; always beside a text.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>Name of the symbol in <c>wwwroot/img/icons.svg</c>.</summary>
    public required string Name { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.SetHtmlContent($"<use href=\"{Icons.SheetOf(ViewContext.HttpContext)}#{Name}\"/>");
    }
}

/// <summary>The sheet of icons.</summary>
public static class Icons
{
    private const string Sheet = "img/icons.svg";

    /// <summary>Address that a browser keeps for ever, so that icons are there without network as well.</summary>
    public static string SheetOf(HttpContext context) =>
        "/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[Sheet] ?? Sheet).TrimStart('/', '.');
}
