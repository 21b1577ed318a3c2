using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using OpenGovWeek.Core.Attendance;
using OpenGovWeek.Testing;
using Xunit;

namespace OpenGovWeek.Web.Tests.Attendance;

public sealed class ExportTests
{
    /// <summary>What somebody may be called who wants a spreadsheet to do something, or whose name breaks a table.</summary>
    private static readonly string[] Names =
        ["=cmd|' /C calc'!A0", "+51 999", "-2+3", "@SUM(A1)", "Ñaupari; \"Rosa\", Huamán", "Flor Ch\u02BCaska Quispe"];

    [Theory]
    [InlineData("personas", 14)]
    [InlineData("intervalos", 7)]
    public async Task A_file_is_read_back_as_it_was_written_and_no_cell_is_a_formula(string table, int columns)
    {
        await using var stage = await StageAsync();

        var rows = await CsvAsync(stage, $"{table}.csv?dia=1");
        var sheet = await XlsxAsync(stage, $"{table}.xlsx?dia=1");

        Assert.All(rows, row => Assert.Equal(columns, row.Length));
        Assert.Equal(1 + Names.Length, rows.Count);
        Assert.All(rows.SelectMany(row => row), cell => Assert.False(cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal), cell));
        Assert.Equal(Names.Order(), sheet.Skip(1).Select(row => row[table == "personas" ? 2 : 1]).Order());
        Assert.Equal(
            rows.Select(row => string.Join('|', row.Select(cell => cell.TrimStart('\'')))).Order(), sheet.Select(row => string.Join('|', row)).Order());
    }

    [Fact]
    public async Task A_row_tells_the_day_of_an_attendee_in_local_time_with_its_offset()
    {
        await using var stage = await StageAsync();
        await stage.Node.WithDatabaseAsync(async db =>
        {
            db.AttendanceIntervals.Add(new AttendanceInterval
            {
                Id = Guid.CreateVersion7(),
                SessionId = stage.Week.Session.Id,
                AttendeeId = stage.AttendeeId,
                TabId = Guid.CreateVersion7(),
                JoinedAt = stage.At(30),
                LastSeenAt = stage.At(50),
                CreditId = Guid.CreateVersion7(),
            });
            return await db.SaveChangesAsync();
        });

        var rows = await CsvAsync(stage, "personas.csv?dia=1");
        var row = rows.Single(row => row[2] == Names[^1]);

        Assert.Equal(
            ["Día", "Fecha", "Nombre", "Correo", "Público", "Región", "Correo confirmado", "Primera vez", "Última vez", "Minutos", "Acreditados", "Porcentaje del tiempo en vivo", "Minutos necesarios", "Alcanzó"],
            rows[0]);
        Assert.Equal(
            ["1", stage.Local(stage.Start, "yyyy-MM-dd"), "Ciudadanía en general", "Cusco", "No",
                $"{stage.Local(stage.At(0), "yyyy-MM-dd'T'HH:mm:ss")}-05:00", $"{stage.Local(stage.At(40), "yyyy-MM-dd'T'HH:mm:ss")}-05:00", "50", "10", "45", "66", "No"],
            row[..2].Concat(row[4..]));
    }

    [Fact]
    public async Task The_whole_event_has_a_row_for_every_attendee_and_day()
    {
        await using var stage = await StageAsync();

        var rows = await CsvAsync(stage, "personas.csv");

        Assert.Equal(1 + 2 * Names.Length, rows.Count);
        Assert.Equal(["1", "2"], rows.Skip(1).Select(row => row[0]).Distinct());
    }

    [Fact]
    public async Task Excel_in_Spanish_is_given_a_byte_order_mark_and_semicolons_and_an_unknown_file_is_not_found()
    {
        await using var stage = await StageAsync();

        using var csv = await stage.Organiser.Http.GetAsync($"{stage.Address}/archivo/personas.csv");
        using var unknown = await stage.Organiser.Http.GetAsync($"{stage.Address}/archivo/claves.csv");
        using var elsewhere = await stage.Organiser.Http.GetAsync("/equipo/asistencia/no-existe/archivo/personas.csv");

        var bytes = await csv.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.StartsWith("Día;Fecha;Nombre", Encoding.UTF8.GetString(bytes[3..]), StringComparison.Ordinal);
        Assert.StartsWith("prueba-asistencia-2", csv.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unknown.StatusCode, elsewhere.StatusCode));
    }

    private static async Task<AttendanceStage> StageAsync()
    {
        var stage = await AttendanceStage.SetAsync();
        await stage.Node.WithDatabaseAsync(db => db.Attendees.Where(a => a.Id == stage.AttendeeId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Name, Names[^1]).SetProperty(a => a.Region, "CUS")));
        await stage.SeenAsync(0, 40);
        foreach (var name in Names[..^1])
        {
            var (browser, id) = await stage.Week.NewAttendeeAsync(name);
            browser.Dispose();
            await stage.SeenAsync(10, 20, id);
        }

        return stage;
    }

    private static async Task<List<string[]>> CsvAsync(AttendanceStage stage, string file)
    {
        var bytes = await stage.Organiser.Http.GetByteArrayAsync($"{stage.Address}/archivo/{file}");
        using var reader = CsvReader.Create(bytes, CsvReaderOptions.Default with { Separator = ';', HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.GetString(index)!)]);
        }

        return rows;
    }

    // The cells of the one sheet; every one says of which type it is.
    private static async Task<List<string[]>> XlsxAsync(AttendanceStage stage, string file)
    {
        using var book = new ZipArchive(new MemoryStream(await stage.Organiser.Http.GetByteArrayAsync($"{stage.Address}/archivo/{file}")));
        await using var part = book.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var sheet = await XDocument.LoadAsync(part, LoadOptions.PreserveWhitespace, CancellationToken.None);
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        Assert.Empty(sheet.Descendants(main + "f"));
        return
        [
            .. sheet.Descendants(main + "row").Select(row => row.Elements(main + "c").Select(cell =>
            {
                Assert.True(cell.Attribute("t")?.Value == "inlineStr" || int.TryParse(cell.Value, out _) || cell.Value.Length == 0, $"{cell}");
                return cell.Value;
            }).ToArray()),
        ];
    }
}
