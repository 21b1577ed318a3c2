namespace OpenGovWeek.Data.Live;

/// <summary>A member of staff, as signed in at some moment.</summary>
/// <param name="Stamp">Identity's security stamp of that moment; another one has ended that sign-in.</param>
public sealed record StaffSignedIn(Guid Id, string? Stamp);
