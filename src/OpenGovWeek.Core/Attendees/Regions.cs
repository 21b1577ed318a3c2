namespace OpenGovWeek.Core.Attendees;

/// <summary>The regions of Peru by their ISO 3166-2:PE codes, and EXT for who joins from abroad.</summary>
public static class Regions
{
    /// <summary>All codes with the region's own name, which no language translates; EXT has none.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["AMA"] = "Amazonas",
        ["ANC"] = "Áncash",
        ["APU"] = "Apurímac",
        ["ARE"] = "Arequipa",
        ["AYA"] = "Ayacucho",
        ["CAJ"] = "Cajamarca",
        ["CAL"] = "Callao",
        ["CUS"] = "Cusco",
        ["HUV"] = "Huancavelica",
        ["HUC"] = "Huánuco",
        ["ICA"] = "Ica",
        ["JUN"] = "Junín",
        ["LAL"] = "La Libertad",
        ["LAM"] = "Lambayeque",
        ["LIM"] = "Lima",
        ["LMA"] = "Lima Metropolitana",
        ["LOR"] = "Loreto",
        ["MDD"] = "Madre de Dios",
        ["MOQ"] = "Moquegua",
        ["PAS"] = "Pasco",
        ["PIU"] = "Piura",
        ["PUN"] = "Puno",
        ["SAM"] = "San Martín",
        ["TAC"] = "Tacna",
        ["TUM"] = "Tumbes",
        ["UCA"] = "Ucayali",
        ["EXT"] = "",
    };
}
