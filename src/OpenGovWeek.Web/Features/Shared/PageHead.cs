using Microsoft.AspNetCore.Mvc.ViewFeatures;
using OpenGovWeek.Core.Events;

namespace OpenGovWeek.Web.Features.Shared;

/// <summary>What a page tells the layout.</summary>
public static class PageHead
{
    private const string TitleKey = "Title";
    private const string MainKey = "Main";
    private const string SheetKey = "Sheet";
    private const string ModuleKey = "Module";
    private const string EventKey = "Event";

    /// <summary>Sets what the layout needs to know of a page.</summary>
    /// <param name="title">Title of the page, localized.</param>
    /// <param name="main">Class of the main element; see the developers' page of components.</param>
    /// <param name="sheet">The page's own style sheets in <c>wwwroot/css</c>, without their ending, separated by spaces.</param>
    /// <param name="module">The page's own module in <c>wwwroot/js</c>, without its ending; null for none.</param>
    /// <param name="whose">The event that the page belongs to, whose name, logo and colours it has; null for the software's own.</param>
    public static void Describe(
        this ViewDataDictionary view, string title, string main = "page", string sheet = "pages", string? module = null, Event? whose = null)
    {
        view[TitleKey] = title;
        view[MainKey] = main;
        view[SheetKey] = sheet;
        view[ModuleKey] = module;
        view[EventKey] = whose;
    }

    public static string? Title(this ViewDataDictionary view) => view[TitleKey] as string;

    public static string MainClass(this ViewDataDictionary view) => view[MainKey] as string ?? "page";

    public static string[] Sheets(this ViewDataDictionary view) => (view[SheetKey] as string ?? "pages").Split(' ');

    public static string? Module(this ViewDataDictionary view) => view[ModuleKey] as string;

    public static Event? Whose(this ViewDataDictionary view) => view[EventKey] as Event;
}
