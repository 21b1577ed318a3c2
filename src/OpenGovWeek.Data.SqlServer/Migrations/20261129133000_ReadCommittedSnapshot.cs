using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OpenGovWeek.Data.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ReadCommittedSnapshot : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Readers see what was committed last instead of waiting for the lock of a group of ballots. A database may have been made by hand, without it.
            // As text, because compatible servers that always read so (Babelfish) refuse the very sight of ALTER DATABASE.
            migrationBuilder.Sql(
                """
                IF (SELECT [is_read_committed_snapshot_on] FROM [sys].[databases] WHERE [database_id] = DB_ID()) = 0
                    EXEC(N'ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE');
                """,
                suppressTransaction: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // How a database reads is nothing that older tables need otherwise.
        }
    }
}
