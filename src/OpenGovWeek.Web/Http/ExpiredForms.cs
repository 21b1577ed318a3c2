using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using OpenGovWeek.Web.Features.Shared;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// A form that was opened before its person registered, signed in or left has a token of somebody else. When it comes from
/// one of our own pages, what was typed comes back in a form that only has to be sent again; from anywhere else it is refused.
/// </summary>
public sealed class ExpiredForms(IModelMetadataProvider metadata) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            var request = context.HttpContext.Request;
            context.Result = (request.HasFormContentType, SameOrigin.IsOwn(request)) switch
            {
                (false, _) => new StatusCodeResult(StatusCodes.Status415UnsupportedMediaType),
                (_, false) => new StatusCodeResult(StatusCodes.Status400BadRequest),
                _ => Again(await ExpiredForm.ReadAsync(request, context.HttpContext.RequestAborted), context),
            };
        }

        await next();
    }

    private ViewResult Again(ExpiredForm form, ActionContext context) => new()
    {
        StatusCode = StatusCodes.Status400BadRequest,
        ViewName = "/Features/Shared/ExpiredForm.cshtml",
        ViewData = new ViewDataDictionary<ExpiredForm>(metadata, context.ModelState) { Model = form },
    };
}
