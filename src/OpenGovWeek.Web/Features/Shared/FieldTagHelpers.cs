using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>
/// Gives a control its id and name, and ties it to its hint (<c>{name}-hint</c>, when <c>hint</c> is set) and to its error.
/// </summary>
[HtmlTargetElement("input", Attributes = "field", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select", Attributes = "field")]
[HtmlTargetElement("textarea", Attributes = "field")]
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>Name of the property that the control sends.</summary>
    public required string Field { get; set; }

    public bool Hint { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("id", Field);
        output.Attributes.SetAttribute("name", Field);
        var failed = ViewContext.ModelState.Error(Field) is not null;
        if (failed)
        {
            output.Attributes.SetAttribute("aria-invalid", "true");
        }

        string?[] told = [Hint ? $"{Field}-hint" : null, failed ? $"{Field}-error" : null];
        if (told.OfType<string>().ToList() is { Count: > 0 } ids)
        {
            output.Attributes.SetAttribute("aria-describedby", string.Join(' ', ids));
        }
    }
}

/// <summary>Writes what is wrong with a field, or nothing: <c>&lt;field-error name="Email" /&gt;</c>.</summary>
[HtmlTargetElement("field-error", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldErrorTagHelper : TagHelper
{
    public required string Name { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.Error(Name) is not { } error)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "field-error");
        output.Attributes.SetAttribute("id", $"{Name}-error");
        output.Content.SetContent(error);
    }
}
