using System.Text.Json;
using OpenGovWeek.Core.Events;
using OpenGovWeek.Core.Live;
using Xunit;

namespace OpenGovWeek.Core.Tests.Events;

public sealed class EventFileTests
{
    private const string Json = """
        {
          "slug": "semana-gobierno-abierto-2024",
          "name": "Semana de Gobierno Abierto 2024",
          "institution": "Presidencia del Consejo de Ministros",
          "unit": "Secretaría de Gestión Pública",
          "timeZone": "America/Lima",
          "attendanceShare": 0.75,
          "days": [
            { "date": "2024-05-28", "sessions": [
              { "slug": "logros", "title": " Gobierno Abierto:  Logros, Iniciativas y Retos en Perú", "start": "10:00", "end": "12:00", "illustrativeTimes": true } ] },
            { "date": "2024-05-29", "sessions": [
              { "slug": "servicios", "title": "Mejora de la calidad de los servicios", "start": "10:00", "end": "12:00", "streamUrl": "https://youtu.be/abcdefghijk" },
              { "slug": "servicios-2", "title": "Mejora de la calidad de los servicios", "start": "12:00", "end": "13:15", "streamDelaySeconds": 0 } ] }
          ]
        }
        """;

    private static readonly DateTime Now = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_file_becomes_an_event_with_its_days_and_sessions()
    {
        var file = Read(Json);
        Assert.Empty(EventFileRules.Validate(file, []));

        var made = EventFileRules.Build(file, [], Now);

        Assert.Equal(("semana-gobierno-abierto-2024", "America/Lima", 0.75, Now), (made.Slug, made.TimeZone, made.AttendanceShare, made.CreatedAt));
        Assert.Equal(("Secretaría de Gestión Pública", null), (made.Unit, made.Purpose));
        Assert.Equal([(1, new DateOnly(2024, 5, 28)), (2, new DateOnly(2024, 5, 29))], made.Days.Select(day => (day.Number, day.Date)));
        var first = made.Days[0].Sessions[0];
        Assert.Equal("Gobierno Abierto: Logros, Iniciativas y Retos en Perú", first.Title);
        Assert.Equal((new DateTime(2024, 5, 28, 15, 0, 0), new DateTime(2024, 5, 28, 17, 0, 0)), (first.PlannedStart, first.PlannedEnd));
        Assert.Equal((true, 20, (string?)null), (first.IllustrativeTimes, first.StreamDelaySeconds, first.StreamUrl));
        Assert.Equal(["https://youtu.be/abcdefghijk", null], made.Days[1].Sessions.Select(session => session.StreamUrl));
        Assert.Equal(0, made.Days[1].Sessions[1].StreamDelaySeconds);
        Assert.All(made.Days, day => Assert.All(day.Sessions, session => Assert.Equal((made.Id, day.Id), (session.EventId, session.EventDayId))));
        Assert.Distinct(made.Days.SelectMany(day => day.Sessions).Select(session => session.Id));
    }

    [Theory]
    [InlineData("\"semana-gobierno-abierto-2024\"", "\"Semana 2024\"", "/slug slug-invalid")]
    [InlineData("\"Semana de Gobierno Abierto 2024\"", "null", "/name text-empty")]
    [InlineData("\"Presidencia del Consejo de Ministros\"", "\"\"", "/institution text-empty")]
    [InlineData("Secretaría", "Secretar\\u202Eía", "/unit text-characters")]
    [InlineData("America/Lima", "America/Atlantis", "/timeZone time-zone-unknown")]
    [InlineData("0.75", "0", "/attendanceShare share-range")]
    [InlineData("0.75", "1.01", "/attendanceShare share-range")]
    [InlineData("\"date\": \"2024-05-29\"", "\"date\": \"2024-05-28\"", "/days/1/date dates-order")]
    [InlineData("2024-05-29", "29/05/2024", "/days/1/date date-invalid")]
    [InlineData("2024-05-29", "2024-02-30", "/days/1/date date-invalid")]
    [InlineData("\"servicios-2\"", "\"servicios\"", "/days/1/sessions/1/slug slug-twice")]
    [InlineData("\"servicios-2\"", "\"logros\"", "/days/1/sessions/1/slug slug-twice")]
    [InlineData("\"servicios-2\"", "\"Servicios\"", "/days/1/sessions/1/slug slug-invalid")]
    [InlineData("13:15", "11:59", "/days/1/sessions/1/end times-order")]
    [InlineData("13:15", "25:00", "/days/1/sessions/1/end time-invalid")]
    [InlineData("13:15", "1:15 pm", "/days/1/sessions/1/end time-invalid")]
    [InlineData("https://youtu.be/abcdefghijk", "https://example.org/", "/days/1/sessions/0/streamUrl stream-not-allowed")]
    [InlineData("\"streamDelaySeconds\": 0", "\"streamDelaySeconds\": 121", "/days/1/sessions/1/streamDelaySeconds stream-delay")]
    [InlineData("{ \"slug\": \"servicios-2\"", "null, { \"slug\": \"servicios-2\"", "/days/1/sessions/1/slug slug-invalid, /days/1/sessions/1/start time-invalid, /days/1/sessions/1/end time-invalid, /days/1/sessions/1/title text-empty")]
    public void What_is_wrong_is_told_by_its_path(string right, string wrong, string expected)
    {
        var file = Read(Json.Replace(right, wrong, StringComparison.Ordinal));

        var errors = EventFileRules.Validate(file, []);

        Assert.Equal(expected, string.Join(", ", errors.Select(error => error.Path + " " + error.Rule.Code)));
        Refusal.Of(errors[0].Rule.Code, () => EventFileRules.Build(file, [], Now));
    }

    [Fact]
    public void All_errors_are_told_at_once() => Assert.Equal(
        ["/slug", "/name", "/institution", "/timeZone", "/days"],
        EventFileRules.Validate(new EventFile(), []).Select(error => error.Path));

    [Fact]
    public void A_day_needs_a_session() => Assert.Equal(
        ["/days/1/sessions", "/days/2/date", "/days/2/sessions"],
        EventFileRules.Validate(Read(Json) with { Days = [Read(Json).Days![0], new EventFileDay("2024-05-30", []), null] }, []).Select(error => error.Path));

    [Fact]
    public void The_share_is_sixty_per_cent_unless_the_file_says_otherwise() =>
        Assert.Equal(0.6, EventFileRules.Build(Read(Json) with { AttendanceShare = null }, [], Now).AttendanceShare);

    [Fact]
    public void A_name_that_the_format_does_not_have_is_refused() =>
        Assert.Throws<JsonException>(() => Read(Json.Replace("\"unit\"", "\"unidad\"", StringComparison.Ordinal)));

    private static EventFile Read(string json) => JsonSerializer.Deserialize<EventFile>(json, LiveJson.Options)!;
}
