namespace OpenGovWeek.Web.Tests.Events;

/// <summary>An event file of a test, which goes with the test.</summary>
internal sealed class EventJson : IDisposable
{
    public const string Good = """
        {
          "slug": "semana-2027",
          "name": "Semana de Gobierno Abierto 2027",
          "institution": "Presidencia del Consejo de Ministros",
          "purpose": "Participación ciudadana",
          "timeZone": "America/Lima",
          "attendanceShare": 0.75,
          "days": [
            { "date": "2027-05-27", "sessions": [
              { "slug": "s27-dia-1", "title": "Apertura", "start": "09:00", "end": "10:30", "streamUrl": "https://youtu.be/abcdefghijk", "streamDelaySeconds": 15 },
              { "slug": "s27-taller", "title": "Taller de datos abiertos", "start": "11:00", "end": "13:00", "illustrativeTimes": true } ] },
            { "date": "2027-05-28", "sessions": [
              { "slug": "s27-dia-2", "title": "Clausura", "start": "10:00", "end": "12:00" } ] }
          ]
        }
        """;

    private readonly string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"event-{Guid.NewGuid():N}.json");

    public EventJson(string content) => File.WriteAllText(path, content);

    public string Path => path;

    public void Dispose() => File.Delete(path);
}
