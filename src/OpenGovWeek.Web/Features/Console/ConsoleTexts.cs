namespace OpenGovWeek.Web.Features.Console;

/// <summary>Resource marker of the moderator's console.</summary>
public sealed class ConsoleTexts
{
    /// <summary>What <c>js/console.js</c> and its modules say.</summary>
    public static IReadOnlyList<string> Script { get; } =
    [
        "Act_answered", "Act_answering", "Act_answeringAgain", "Act_backToPublished", "Act_pin", "Act_publish", "Act_reject", "Act_takeOffAir",
        "Act_unpin", "Act_withdraw", "Air_Nothing", "Air_NothingHint", "Air_OnScreen", "Air_Title", "Audience_Pending", "Audience_Questions",
        "Audience_Watching", "Author_None", "Badge_Pinned", "Close_In", "Close_Now", "Close_Why", "Connection_Offline", "Connection_OfflineTitle",
        "Connection_Polling", "Connection_PollingTitle", "Connection_Reconnecting", "Connection_ReconnectingTitle",
        "Done_PollClose", "Done_PollCloseSoon", "Done_PollCopy", "Done_PollCreate", "Done_PollDelete", "Done_PollEdit", "Done_PollOpen", "Done_PollOrder", "Done_PollPublish", "Done_PollWords", "Done_QuestionAnswered", "Done_QuestionAnswering",
        "Done_QuestionPin", "Done_QuestionPublish", "Done_QuestionReject", "Done_QuestionUnpin", "Done_SessionEnd", "Done_SessionPause",
        "Done_SessionResume", "Done_SessionStart", "Done_Undo", "Dismiss", "Empty_answered", "Empty_pending", "Empty_published", "Empty_rejected",
        "EmptyHint_answered", "EmptyHint_pending", "EmptyHint_published", "EmptyHint_rejected", "Failed", "Key_NotHere", "More_One", "More_Many", "More_Show",
        "Poll_Ballots_One", "Poll_Ballots_Many", "Poll_ClosesIn", "Poll_DoOpen", "Poll_None", "Poll_NoneHint", "Poll_OfConfirmed_Many", "Poll_OfConfirmed_One",
        "Poll_Publish", "Poll_Status_Closed", "Poll_Status_Draft", "Poll_Status_Open", "Poll_Status_Published", "Poll_Turnout", "Seconds", "Session_End", "Session_Pause", "Session_Resume", "Session_Start", "Since",
        "Undo", "Unreachable", "Upvotes_One", "Upvotes_Many",
    ];

    /// <summary>What the modules of the queue and the stage say.</summary>
    public static IReadOnlyList<string> Stage { get; } =
    [
        "Act_merge", "Act_screen", "Air_Invitation", "Air_InvitationHint", "Air_Invite", "Air_Poll", "Air_Question", "Air_Show", "Air_StandBy",
        "Announce_End", "Announce_Left", "Audience_Answered", "Audience_Registered",
        "Bulk_All", "Bulk_Failed_Many", "Bulk_Failed_One", "Bulk_Many", "Bulk_None", "Bulk_One", "Bulk_Title", "Bulk_answered", "Bulk_publish", "Bulk_reject",
        "BulkDone_answered_Many", "BulkDone_answered_One", "BulkDone_publish_Many", "BulkDone_publish_One", "BulkDone_reject_Many", "BulkDone_reject_One",
        "Choose", "Done_Announce", "Done_AnnouncementEnd", "Done_OnAirShow", "Done_QuestionMerge", "Done_StreamReplace", "Duplicate_Likely",
        "Found_Many", "Found_One", "Held_By", "Key_NothingToShow", "Merge_None", "Merge_Result_Many", "Merge_Result_One", "Merge_Stays", "Merge_With",
        "Merged_Many", "Merged_One", "Order_Is", "Search_None", "Search_NoneHint",
    ];

    /// <summary>The list of keys, and what keys say.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "End_Text_Many", "End_Text_One", "Key_ClosingAlready", "Key_NoQuestion", "Key_NotNow", "Key_NotThisPoll", "Key_NothingOnAir",
        "Keys_AirAnswered", "Keys_AirOff", "Keys_Announce", "Keys_AnnounceEnd", "Keys_Answered", "Keys_Answering", "Keys_Choose", "Keys_ChooseAll",
        "Keys_ChooseNext", "Keys_ChooseNone", "Keys_InQueue", "Keys_Library", "Keys_List", "Keys_Merge", "Keys_Move", "Keys_NewPoll", "Keys_OfPolls",
        "Keys_OfSession", "Keys_OnScreen", "Keys_Order", "Keys_Pin", "Keys_Poll", "Keys_PollClose", "Keys_PollCloseNow", "Keys_PollOpen",
        "Keys_PollPublish", "Keys_Publish", "Keys_Reject", "Keys_Screen", "Keys_Search", "Keys_Session", "Keys_SessionEnd", "Keys_ShowInvitation",
        "Keys_ShowPoll", "Keys_ShowQuestion", "Keys_ShowStandBy", "Keys_Stream", "Keys_Undo", "Keys_Views",
    ];

    /// <summary>What they say of <c>SharedTexts</c>.</summary>
    public static IReadOnlyList<string> SharedScript { get; } =
    [
        "Question_Answering", "Question_AnsweredInWriting", "Question_AnsweredLive", "Question_Pending", "Question_Published", "Question_Rejected",
        "Reason_Duplicate", "Reason_NotAQuestion", "Reason_OffTopic", "Reason_Offensive", "Reason_PersonalData",
        "Session_Cancelled", "Session_Ended", "Session_Live", "Session_Paused", "Session_Scheduled",
    ];
}
