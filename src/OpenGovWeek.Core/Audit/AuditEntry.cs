namespace OpenGovWeek.Core.Audit;

/// <summary>What a member of staff did, and what is needed to take it back within <see cref="UndoUntil"/>.</summary>
public sealed class AuditEntry
{
    public required Guid Id { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Id of the member of staff; null when the application acted by itself.</summary>
    public Guid? StaffId { get; init; }

    /// <summary>Name of the member of staff at that moment; empty when the application acted by itself.</summary>
    public required string StaffName { get; init; }

    public Guid? SessionId { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>Id of the question, poll, session or event that was acted upon.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The subject before the action, as JSON of what the action changes.</summary>
    public string? Before { get; init; }

    /// <summary>The subject after the action; undo is refused when it has changed since.</summary>
    public string? After { get; init; }

    /// <summary>Last moment for an undo, UTC; null when the action cannot be undone.</summary>
    public DateTime? UndoUntil { get; init; }

    public DateTime? UndoneAt { get; set; }
}

/// <summary>What staff can do that is recorded.</summary>
public enum AuditAction
{
    SessionStart = 1,
    SessionPause = 2,
    SessionResume = 3,
    SessionEnd = 4,
    SessionEdit = 5,
    OnAirShow = 6,
    Announce = 7,
    AnnouncementEnd = 8,
    StreamReplace = 9,
    QuestionPublish = 10,
    QuestionReject = 11,
    QuestionAnswering = 12,
    QuestionAnswered = 13,
    QuestionPin = 14,
    QuestionUnpin = 15,
    QuestionMerge = 16,
    PollCreate = 20,
    PollOpen = 21,
    PollClose = 22,
    PollPublish = 23,
    PollEdit = 24,
    PollDelete = 25,
    PollWords = 26,
    PollOrder = 27,
    Undo = 30,
    EventImport = 40,
    EventEdit = 41,
    StaffCreate = 50,
    StaffInvite = 51,
    StaffInviteCancel = 52,
    StaffRemove = 53,
    VenueOpen = 60,
    VenueClose = 61,
    AttendanceCredit = 62,
    AttendanceCreditWithdraw = 63,
    AttendanceDecide = 64,
    LiveWindowCorrect = 65,
    CertificatePolicyEdit = 70,
    CertificateRun = 71,
    CertificateRunStop = 72,
    CertificateSupersede = 73,
    CertificateRevoke = 74,
    StaffPasswordReset = 80,
    StaffSecondFactor = 81,
    StaffPasskey = 82,
    StaffRecoveryCode = 83,
}
