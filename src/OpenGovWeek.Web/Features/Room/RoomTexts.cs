namespace OpenGovWeek.Web.Features.Room;

/// <summary>Resource marker of the room, and which of its texts the module needs.</summary>
public sealed class RoomTexts
{
    /// <summary>Keys of this resource that <c>js/room.js</c> asks for.</summary>
    public static readonly IReadOnlyList<string> Script =
    [
        "Announce_Announcement", "Announce_Cancelled", "Announce_Ended", "Announce_Live", "Announce_Paused", "Announce_PollClosed", "Announce_PollClosing", "Announce_PollOpen", "Announce_PollResults",
        "Announcement", "Announcement_Close",
        "Ask_Counter", "Ask_Over", "Ask_TooLong", "Ask_TooShort",
        "Attendance_Goal", "Attendance_Minutes_Many", "Attendance_Minutes_One", "Attendance_Missing_Many", "Attendance_Missing_One", "Attendance_Reached",
        "Ballot_Change", "Ballot_Changeable", "Ballot_ClosesIn", "Ballot_Closing", "Ballot_Confirm", "Ballot_Final", "Ballot_FinalSent", "Ballot_Keep", "Ballot_NeedsConfirmed", "Ballot_Register",
        "Ballot_Results_AfterBallot", "Ballot_Results_AfterClose", "Ballot_Results_AfterPublish", "Ballot_Send", "Ballot_Sending", "Ballot_Sent", "Ballot_SoFar", "Ballots_Many", "Ballots_One",
        "Connection_Connecting", "Connection_ConnectingTitle", "Connection_Live", "Connection_Offline", "Connection_OfflineTitle", "Connection_Polling", "Connection_PollingTitle",
        "Connection_Reconnecting", "Connection_ReconnectingTitle",
        "Done_answer", "Done_question", "Earlier",
        "Ended_Attended", "Ended_Certificate", "Ended_Missing", "Ended_Reached", "Ended_Reaching", "Ended_Thanks",
        "Mine_Edit", "Mine_Empty", "Mine_Sending", "Mine_Title", "NoName",
        "Now_Answering", "Now_Cancelled", "Now_Ended", "Now_EndedAgenda", "Now_Live", "Now_Paused", "Now_Poll", "Now_Register", "Now_Scheduled", "OnAir_Question", "Outbox_Waiting_Many", "Outbox_Waiting_One", "IsPinned",
        "Player_Agenda", "Player_Cancelled", "Player_CancelledNote", "Player_Ended", "Player_EndedNote", "Player_Open", "Player_Outside", "Player_OutsideNote",
        "Player_Paused", "Player_PausedNote", "Player_Scheduled", "Player_ScheduledNote", "Player_Title", "Player_Waiting", "Player_WaitingNote",
        "Questions_Empty", "Questions_EmptyNote", "Questions_EmptyNotYet", "Questions_EmptyOver", "Polls_None", "Questions_Gone", "Questions_New_Many", "Questions_New_One", "Questions_Reorder", "Seconds",
        "Until_Days_Many", "Until_Days_One", "Until_Hours", "Until_Minutes", "Until_Soon",
        "Similar_Found_Many", "Similar_Found_One", "Similar_Note", "Similar_Supported", "Similar_Title",
        "Upvote_Own", "Upvote_Verb", "Upvotes_Many", "Upvotes_One", "Upvotes_Word_Many", "Upvotes_Word_One", "Watching_Many", "Watching_One", "Way_Answered", "Way_Merged",
    ];

    /// <summary>Keys that the preview of a poll asks for.</summary>
    public static readonly IReadOnlyList<string> Preview = ["Ballot_Final", "Ballot_Results_AfterBallot", "Ballot_Send", "Ballots_Many", "Ballots_One"];

    /// <summary>Keys of the shared texts that the module asks for besides those of results.</summary>
    public static readonly IReadOnlyList<string> SharedScript =
    [
        "Session_Scheduled", "Session_Live", "Session_Paused", "Session_Ended", "Session_Cancelled",
        "Poll_Open", "Poll_Closed", "Poll_Published",
        "Question_Pending", "Question_Published", "Question_Answering", "Question_AnsweredLive", "Question_AnsweredInWriting",
        "Question_Rejected", "Question_Merged", "Question_Withdrawn",
        "Reason_OffTopic", "Reason_Duplicate", "Reason_Offensive", "Reason_PersonalData", "Reason_NotAQuestion",
    ];
}
