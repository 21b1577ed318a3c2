using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using OpenGovWeek.Core;

namespace OpenGovWeek.Web.Http;

/// <summary>
/// Limits per person, and generous ones per address, because a ministry shares one. Counted on each node.
/// </summary>
public static class RateLimits
{
    /// <summary>What attendees and staff write.</summary>
    public const string Writes = "writes";

    /// <summary>Reading that costs work each time, as while somebody types.</summary>
    public const string Searches = "searches";

    /// <summary>Registrations and verifications: what nobody known does yet.</summary>
    public const string Strangers = "strangers";

    /// <summary>The same for a page with a form: opening it is free, sending it counts.</summary>
    public const string StrangersForms = "strangers-forms";

    /// <summary>Passwords, which cost a tenth of a second of work each: what a team needs that signs in at once, and no more.</summary>
    public const string Passwords = "passwords";

    public static void Add(RateLimiterOptions options)
    {
        options.OnRejected = (context, _) => throw new RuleException("too-many-requests", RuleKind.Busy);
        options.AddPolicy(Writes, ByPerson);
        options.AddPolicy(Searches, context => (context.User.AttendeeId() ?? context.User.StaffId()) is { } person
            ? RateLimitPartition.GetTokenBucketLimiter($"searches:{person}", _ => Bucket(PersonBurst(context), perSecond: 2))
            : ByAddress(context));
        options.AddPolicy(Strangers, ByAddress);
        options.AddPolicy(Passwords, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter($"passwords:{context.Connection.RemoteIpAddress}", _ => Bucket(burst: 60, perSecond: 2))
            : RateLimitPartition.GetNoLimiter("reading"));
        options.AddPolicy(StrangersForms, context => HttpMethods.IsPost(context.Request.Method)
            ? ByAddress(context)
            : RateLimitPartition.GetNoLimiter("reading"));
    }

    // A page counts only what its forms send.
    private static RateLimitPartition<string> ByPerson(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? RateLimitPartition.GetNoLimiter("reads")
            : (context.User.AttendeeId() ?? context.User.StaffId()) is { } person
                ? RateLimitPartition.GetTokenBucketLimiter($"person:{person}", _ => Bucket(PersonBurst(context), perSecond: 4))
                : ByAddress(context);

    private static int PersonBurst(HttpContext context) =>
        context.RequestServices.GetRequiredService<IConfiguration>().GetValue("Limits:PersonBurst", 40);

    private static RateLimitPartition<string> ByAddress(HttpContext context) => RateLimitPartition.GetTokenBucketLimiter(
        $"address:{context.Connection.RemoteIpAddress}", _ => Bucket(burst: 3000, perSecond: 100));

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };
}
