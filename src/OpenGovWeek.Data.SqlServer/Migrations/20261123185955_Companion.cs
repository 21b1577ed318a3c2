using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenGovWeek.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Companion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "At",
                table: "Upvotes",
                type: "datetime2(3)",
                precision: 3,
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<Guid>(
                name: "FromQuestionId",
                table: "Upvotes",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AnnouncementEndsAt",
                table: "Sessions",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AnnouncementId",
                table: "Sessions",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AnnouncementText",
                table: "Sessions",
                type: "nvarchar(600)",
                maxLength: 600,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "OnAirInvitation",
                table: "Sessions",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<double>(
                name: "Heat",
                table: "Questions",
                type: "float",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<Guid>(
                name: "HeldById",
                table: "Questions",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldByName",
                table: "Questions",
                type: "nvarchar(240)",
                maxLength: 240,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "HeldUntil",
                table: "Questions",
                type: "datetime2(3)",
                precision: 3,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Questions",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HighLabel",
                table: "Polls",
                type: "nvarchar(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsFinal",
                table: "Polls",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Least",
                table: "Polls",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "LowLabel",
                table: "Polls",
                type: "nvarchar(80)",
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Most",
                table: "Polls",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "Position",
                table: "Polls",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "PublicRevision",
                table: "Polls",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Accent",
                table: "Events",
                type: "nvarchar(7)",
                maxLength: 7,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LogoHash",
                table: "Events",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            // Initial makes it so by now. Databases from before are altered; compatible servers (Babelfish), which cannot, never see the statement.
            migrationBuilder.Sql("IF COL_LENGTH(N'Choices', N'Text') < 1200 EXEC(N'ALTER TABLE [Choices] ALTER COLUMN [Text] nvarchar(600) NOT NULL');");

            migrationBuilder.AddColumn<string>(
                name: "Folded",
                table: "Choices",
                type: "nvarchar(600)",
                maxLength: 600,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Status",
                table: "Choices",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Texts",
                table: "Ballots",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CreditId",
                table: "AttendanceIntervals",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "EventLogos",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EventLogos", x => x.EventId);
                    table.ForeignKey(
                        name: "FK_EventLogos_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PreparedPolls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Position = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Prompt = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Policy = table.Column<int>(type: "int", nullable: false),
                    Choices = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    Least = table.Column<int>(type: "int", nullable: false),
                    Most = table.Column<int>(type: "int", nullable: false),
                    LowLabel = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    HighLabel = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true),
                    IsFinal = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PreparedPolls", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PreparedPolls_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Spellings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ChoiceId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Spellings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Spellings_Choices_ChoiceId",
                        column: x => x.ChoiceId,
                        principalTable: "Choices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Venues",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    EventId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(240)", maxLength: 240, nullable: false),
                    Secret = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    ScreenKey = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Venues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Venues_Events_EventId",
                        column: x => x.EventId,
                        principalTable: "Events",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AttendanceCredits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    VenueId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    From = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    To = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    People = table.Column<int>(type: "int", nullable: false),
                    StaffId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StaffName = table.Column<string>(type: "nvarchar(240)", maxLength: 240, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttendanceCredits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AttendanceCredits_Sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AttendanceCredits_Venues_VenueId",
                        column: x => x.VenueId,
                        principalTable: "Venues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "VenueVisits",
                columns: table => new
                {
                    VenueId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AttendeeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    FirstSeenAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2(3)", precision: 3, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VenueVisits", x => new { x.VenueId, x.SessionId, x.AttendeeId });
                    table.ForeignKey(
                        name: "FK_VenueVisits_Attendees_AttendeeId",
                        column: x => x.AttendeeId,
                        principalTable: "Attendees",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VenueVisits_Sessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_VenueVisits_Venues_VenueId",
                        column: x => x.VenueId,
                        principalTable: "Venues",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceIntervals_CreditId",
                table: "AttendanceIntervals",
                column: "CreditId");

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceCredits_SessionId",
                table: "AttendanceCredits",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceCredits_VenueId",
                table: "AttendanceCredits",
                column: "VenueId");

            migrationBuilder.CreateIndex(
                name: "IX_PreparedPolls_EventId_Position",
                table: "PreparedPolls",
                columns: new[] { "EventId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_Spellings_ChoiceId",
                table: "Spellings",
                column: "ChoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_Venues_EventId",
                table: "Venues",
                column: "EventId");

            migrationBuilder.CreateIndex(
                name: "IX_Venues_ScreenKey",
                table: "Venues",
                column: "ScreenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_VenueVisits_AttendeeId",
                table: "VenueVisits",
                column: "AttendeeId");

            migrationBuilder.CreateIndex(
                name: "IX_VenueVisits_SessionId",
                table: "VenueVisits",
                column: "SessionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AttendanceCredits");

            migrationBuilder.DropTable(
                name: "EventLogos");

            migrationBuilder.DropTable(
                name: "PreparedPolls");

            migrationBuilder.DropTable(
                name: "Spellings");

            migrationBuilder.DropTable(
                name: "VenueVisits");

            migrationBuilder.DropTable(
                name: "Venues");

            migrationBuilder.DropIndex(
                name: "IX_AttendanceIntervals_CreditId",
                table: "AttendanceIntervals");

            migrationBuilder.DropColumn(
                name: "At",
                table: "Upvotes");

            migrationBuilder.DropColumn(
                name: "FromQuestionId",
                table: "Upvotes");

            migrationBuilder.DropColumn(
                name: "AnnouncementEndsAt",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "AnnouncementId",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "AnnouncementText",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "OnAirInvitation",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "Heat",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "HeldById",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "HeldByName",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "HeldUntil",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Questions");

            migrationBuilder.DropColumn(
                name: "HighLabel",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "IsFinal",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "Least",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "LowLabel",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "Most",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "PublicRevision",
                table: "Polls");

            migrationBuilder.DropColumn(
                name: "Accent",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "LogoHash",
                table: "Events");

            migrationBuilder.DropColumn(
                name: "Folded",
                table: "Choices");

            migrationBuilder.DropColumn(
                name: "Status",
                table: "Choices");

            migrationBuilder.DropColumn(
                name: "Texts",
                table: "Ballots");

            migrationBuilder.DropColumn(
                name: "CreditId",
                table: "AttendanceIntervals");

            migrationBuilder.AlterColumn<string>(
                name: "Text",
                table: "Choices",
                type: "nvarchar(240)",
                maxLength: 240,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(600)",
                oldMaxLength: 600);
        }
    }
}
