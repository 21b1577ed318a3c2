namespace OpenGovWeek.Web.Http;

/// <summary>Reads the forms of pages before anything else does, so that one that cannot be read is the sender's error and not ours.</summary>
public static class ReadableForms
{
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.HasFormContentType && await RefusalAsync(context) is { } status)
        {
            // What answers next may look at the form again.
            context.Request.Form = FormCollection.Empty;
            context.Response.StatusCode = status;
            return;
        }

        await next(context);
    });

    // The framework reports a zero byte, and nothing else of a form, as an invalid operation.
    private static async Task<int?> RefusalAsync(HttpContext context)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode;
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
