namespace OpenGovWeek.Data.Audit;

/// <summary>Who acts, as audit entries name them.</summary>
/// <param name="StaffId">Null when the application acts by itself.</param>
/// <param name="Name">Name at this moment; empty when the application acts by itself.</param>
public sealed record Actor(Guid? StaffId, string Name)
{
    /// <summary>The application itself, such as when it closes a poll at the announced moment.</summary>
    public static Actor Application { get; } = new(null, "");
}
