using Microsoft.AspNetCore.Http.Features;

namespace OpenGovWeek.Web.Http;

/// <summary>Reads the forms of pages before anything else does, so that one that cannot be read is the sender's error and not ours.</summary>
public static class ReadableForms
{
    /// <summary>Bytes of a form over the limit that are still received, so that whoever chose a photograph is told that it is too large.</summary>
    private const long Heard = 16 * 1024 * 1024;

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
        if (await IsTooLargeAsync(context))
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

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

    // A connection closed in the middle of a form shows its sender no answer: a browser says that the site cannot be reached.
    private static async Task<bool> IsTooLargeAsync(HttpContext context)
    {
        var limit = context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.ContentLength is not { } length || length <= limit.MaxRequestBodySize)
        {
            return false;
        }

        if (length <= Heard)
        {
            limit.MaxRequestBodySize = Heard;
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }

        return true;
    }
}
