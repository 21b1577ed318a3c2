namespace OpenGovWeek.Web.Http;

/// <summary>Addresses to return to, which anyone may have put into a link.</summary>
public static class LocalUrl
{
    private const string Handler = "handler";

    /// <summary>The address when it is one of this site, otherwise the home page.</summary>
    public static string OrHome(string? address) => IsLocal(address) ? address! : "/";

    /// <summary>Whether the address is one of this site.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..]
        && address is not ['/', '/' or '\\', ..]
        && !address.Any(char.IsControl);

    /// <summary>Address of the page that a request reads or writes: without the name of the form that it sends.</summary>
    public static string OfPage(HttpRequest request)
    {
        var query = QueryString.Create(request.Query.Where(pair => pair.Key != Handler));
        // A second slash at the start would make another site of what follows it.
        var path = $"{request.PathBase}{request.Path}".TrimStart('/');
        return $"/{path}{query}";
    }

    /// <summary>
    /// Sends who reads a form's address (by pressing enter in the address bar, or by changing the language after an error) to
    /// the page that holds the form.
    /// </summary>
    public static IApplicationBuilder UsePageAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !context.Request.Query.ContainsKey(Handler))
        {
            return next(context);
        }

        context.Response.Redirect(OfPage(context.Request));
        return Task.CompletedTask;
    });
}
