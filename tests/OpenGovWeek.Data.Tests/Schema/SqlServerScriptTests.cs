using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace OpenGovWeek.Data.Tests.Schema;

public sealed class SqlServerScriptTests
{
    [Fact]
    public void The_idempotent_script_is_T_SQL_without_errors_and_creates_every_table()
    {
        using var db = NewContext();
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        var parsed = Parse(script, out var errors);

        Assert.Empty(errors.Select(error => $"line {error.Line}: {error.Message}"));
        var created = new Tables();
        parsed.Accept(created);
        Assert.Equal(
            db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Append("__EFMigrationsHistory").Distinct().Order(),
            created.Names.Order());
    }

    [Fact]
    public void The_script_makes_readers_see_what_was_committed_last_and_does_so_outside_of_any_transaction()
    {
        using var db = NewContext();
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        var before = script[..script.IndexOf("SET READ_COMMITTED_SNAPSHOT ON", StringComparison.Ordinal)];

        Assert.Equal(Occurrences(before, "BEGIN TRANSACTION"), Occurrences(before, "COMMIT;"));

        static int Occurrences(string text, string what) => text.Split(what).Length - 1;
    }

    [Fact]
    public void The_parser_finds_what_is_not_T_SQL()
    {
        Parse("CREATE TABLE (Id int);", out var errors);

        Assert.NotEmpty(errors);
    }

    private static TSqlFragment Parse(string script, out IList<ParseError> errors)
    {
        using var reader = new StringReader(script);
        return new TSql170Parser(initialQuotedIdentifiers: true).Parse(reader, out errors);
    }

    internal static OpenGovWeekDbContext NewContext()
    {
        var options = new DbContextOptionsBuilder<OpenGovWeekDbContext>();
        DataHost.ProviderOf("SqlServer").Configure(options, "Server=nowhere.invalid;Database=never-opened;User Id=x;Password=x");
        return new OpenGovWeekDbContext(options.Options);
    }

    private sealed class Tables : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void ExplicitVisit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
