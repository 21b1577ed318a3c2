using System.Text;
using OpenGovWeek.Core.Attendees;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>A thousand names that certificates elsewhere clip, fuse or misspell: a hundred by hand, the others put together from pieces, always the same ones.</summary>
internal static class AwkwardNames
{
    private const int Count = 1000;

    private static readonly string[] ByHand =
    [
        // Peru and its neighbours in Spanish.
        "María José de los Ángeles Ñahui Qhawaq'a", "Ana Ríos", "Íñigo Núñez-Peñaranda y Güell", "Begoña Ibáñez de la O", "Óscar Ú. Muñoz", "José Mª Ñañez",
        "Jose\u0301 Mun\u0303oz de la Pen\u0303a", "A\u0301ngel E\u0301vora U\u0308ber", "Ma. del Carmen Yáñez Vda. de Ñiquén", "Ño Ñu", "O", "D'Alessandro D’Angelo", "Juan Carlos III",
        "María de la Concepción de los Dolores del Santísimo Rosario Fernández-Maldonado Gutiérrez de Quintanilla y Vásquez de Velasco",
        "Wilfredo Maximiliano Huamán Quispe Condorcanqui y Túpac Amaru Bastidas de la Vega Choquehuanca Atahualpa Inca Yupanqui",
        // Quechua and Aymara, with each of the apostrophes.
        "Q\u02BCente Ch\u2019aska K'uychi", "T\u02BCika Sumaq", "Illa T'ito Q'ori", "P\u2019unchaw Wayt\u2019a", "Ch\u02BCuya Phuyu", "Qhapaq Ñan Ṫʼika", "Jach\u02BCa Ma\u00EFra P\u00E4nk\u00FC",
        "Jach'a Marka", "Ch'iyar Laq'a", "Qantati Ururi", "Nayra T’ant’a", "Wiñay Marka", "Yatiri Ch\u02BCamakani",
        // Asháninka, Awajún, Shipibo and others of the forest.
        "Kameetsa Noshanka", "Tsirotzi Obenteni Pashiniri", "Shirampari Ashíninka", "Yánachaga Kechu", "Ampüam Tsamajain", "Inín Nii Rao", "Jakon Beso", "Ëtsa Nantú", "Kuká Ñapí", "Ĩkara Ũrutsa", "G\u0303uarani\u0303 Y\u0303",
        // Portuguese.
        "João Gonçalves Simões", "Antônio Müller da Conceição", "Luísa Magalhães d’Ávila", "Inês Brandão e Sá", "Zélia Araújo-Falcão",
        // German, French, Dutch and the north.
        "Jürgen Weiß", "Günther Großmann-Öztürk", "ẞtraße Groß", "Zoë Lefèbvre-Çelik", "Maïté Œuvrard", "Anaïs L’Hôpital", "Geert van ’t Hoff", "IJsbrand Ĳssel", "Åse Bjørn Ærøskøbing", "Þóra Guðmundsdóttir", "Ŋuorta Sárá",
        // Czech, Slovak, Polish, Hungarian, Romanian, the Baltic.
        "Jiří Šimůnek", "Ľubomír Ťažký Ďurič", "Żółć Gęśla Jaźń", "Łukasz Wąchock", "Gyöngyi Őrsi Űr", "Ștefan Țăranu", "Şt\u0326efan T\u0327aranu", "Ģirts Ķēniņš", "Ąžuolas Žydrūnė Ėglė", "Đorđe Šćepanović", "Ljiljana Ǌegoš",
        // Turkish and Azeri, with and without the dot.
        "Işıl İnci", "Iğdır Ilgın", "İpek Şükrü Ğ", "Əli Əhmədov", "i\u0307stanbul",
        // Vietnamese, whose letters carry two marks.
        "Nguyễn Thị Hồng Nhung", "Trần Đức Lương", "Phạm Ngọc Ẩn", "Lê Ỷ Ỡ Ẵ Ộ", "Nguye\u0302\u0303n Thi\u0323 Ho\u0302\u0300ng", "Đỗ Quỳnh Như", "Vũ Trọng Phụng",
        // Yoruba, Igbo, Hausa, Ewe.
        "Ọlábísí Ògúnbùnmi", "Ṣọlá Ẹ̀gbá", "E\u0323\u0301ni\u0300ta\u0301n", "Adébáyọ̀ Ọ̀ṣun", "Nwáchúkwụ Ọkọ́nkwọ", "Ɗanjuma Ƙasimu Ɓala", "Kɔfi Ɛyra",
        // Hawaiian, Navajo, Lakota, transliterations.
        "Kaʻiulani Kamāmalu", "Háájíí Łichííʼ", "Wičháȟpi Máza", "Ḥusayn al-Ṭabarī", "Śrī Kṛṣṇa Ācārya", "Ǧāmiʿ Ḏū n-Nūn", "Ō no Yasumaro", "Lǚ Bù Nǚwā",
        // Greek and Cyrillic.
        "Ελένη Παπαδοπούλου", "Ґалина Їжакевич", "Ёлка Щукина",
        // Initials, marks and what looks like something else.
        "J. R. R. Ávila-Núñez, Ph. D. (h. c.)", "Dr. Efraín Afflick fi ffi fl ffl Fjord", "{code} {attendee}", "<b>Ana</b> &amp; Cía. %s \\", "T‘ika ‘Sumaq’ \"Wayra\" «Inti» “Killa”", "María   José", "AVANTO To Ty Wa Ye", "Lluís Paral·lel Ŀuís",
        // Long without a place to break, and what nobody can print.
        "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "李 Ríos", "Ana 😀 Ruiz", "אנה כהן", "محمد Salas", "Ana\u200BRíos", "ᎠᎾ Smith", "ஆனந்த் Kumar",
    ];

    private static readonly string[] Given =
    [
        "José", "María", "Jose\u0301", "Ñusta", "Illari", "Q'ori", "T\u02BCika", "Ch’aska", "Ángela", "Núria", "Günther", "Jiří", "Ştefan", "Żaneta", "Nguyễn", "Hồng", "Ọlá", "Işıl", "Þór", "João", "Inês", "Zoë", "Łucja", "Ødegård",
        "E\u0323\u0301nita\u0301n", "Kaʻiu", "Ṣọlá", "Đức", "Ema-Lucía", "Fidel", "Affonso", "Tsirotzi", "Ampüam", "J.", "M.ª", "Ü.", "Nhật", "Ğülşen", "Ľudovít", "Ĩgor",
    ];

    private static readonly string[] Joint = [" ", " ", " ", " ", "-", " de ", " de la ", " de los ", " del ", " y ", " d’", " d'", " von ", " da ", " e ", " van ’t ", " Mc", " O’", " al-", ", "];

    private static readonly string[] Family =
    [
        "Quispe", "Huamán", "Ñahui", "Condorcanqui", "Choquehuanca", "Mamani", "Qhawaq'a", "Ñiquén", "Túpac", "Yupanqui", "Núñez", "Mun\u0303oz", "Peñaranda", "Güell", "Waq\u02BCa", "Ch’uquimamani", "Šimůnek", "Großmann", "Wąchock",
        "Őrsi", "Țăranu", "İnci", "Iğdır", "Thị", "Phạm", "Ògúnbùnmi", "Ẹ̀gbá", "Ọ̀ṣun", "Gonçalves", "Müller", "Magalhães", "Obenteni", "Tsamajain", "Ḥusaynī", "Fflewddur", "Filiberto", "Paral·lel", "L’Hôpital", "Guðmundsdóttir", "Vásquez",
    ];

    /// <summary>The names, all different.</summary>
    internal static IReadOnlyList<string> All { get; } = Make();

    private static List<string> Make()
    {
        var names = new List<string>(ByHand);
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        // A generator of its own: those of the platform may change their order.
        var state = 20_240_527u;
        while (names.Count < Count)
        {
            var name = new StringBuilder(Pick(Given));
            var pieces = 1 + (int)(Next() % 9);
            for (var i = 0; i < pieces; i++)
                name.Append(i == 0 ? " " : Pick(Joint)).Append(Pick(Next() % 3 == 0 ? Given : Family));
            var made = name.ToString();
            if (made.EnumerateRunes().Count() <= PersonName.Max && known.Add(made))
                names.Add(made);
        }
        return names;

        uint Next() => (state = (state * 1_664_525) + 1_013_904_223) >> 8;

        string Pick(string[] pieces) => pieces[Next() % pieces.Length];
    }
}
