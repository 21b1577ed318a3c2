using CsvHelper;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace OpenGovWeek.Web.Features.Attendance;

/// <summary>A cell of an exported table: a text or a whole number.</summary>
public readonly record struct TableCell(string Text, int? Number)
{
    public static implicit operator TableCell(string text) => new(text, null);

    public static implicit operator TableCell(int number) => new("", number);
}

/// <summary>A kind of file that holds one table.</summary>
public interface ITableFormat
{
    string ContentType { get; }

    /// <summary>Writes the table row by row; nothing of it is kept.</summary>
    Task WriteAsync(Stream body, string[] columns, IAsyncEnumerable<TableCell[]> rows, CancellationToken cancellation);
}

/// <summary>
/// CSV that Excel in Spanish opens with a double click: UTF-8 with a byte order mark, and semicolons, which are the list separator of its regional settings.
/// A text that a spreadsheet would take for a formula gets an apostrophe in front of it.
/// </summary>
public sealed class CsvTable : ITableFormat
{
    private static readonly CsvWriterOptions Options = new() { Separator = ';', WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public string ContentType => "text/csv; charset=utf-8";

    public async Task WriteAsync(Stream body, string[] columns, IAsyncEnumerable<TableCell[]> rows, CancellationToken cancellation)
    {
        await using var csv = CsvWriter.Create(body, Options, leaveOpen: true);
        await WriteAsync(csv, [.. columns.Select(column => (TableCell)column)], cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            await WriteAsync(csv, row, cancellation);
        }

        await csv.FlushAsync(cancellation);
    }

    private static async Task WriteAsync(CsvWriter csv, TableCell[] row, CancellationToken cancellation)
    {
        foreach (var cell in row)
        {
            if (cell.Number is { } number)
            {
                csv.WriteField(number, default);
            }
            else
            {
                csv.WriteField(cell.Text);
            }
        }

        await csv.EndRecordAsync(cancellation);
    }
}

/// <summary>A workbook of one sheet. Texts are cells of the type text, which no spreadsheet reads as a formula.</summary>
/// <param name="sheet">Name of the sheet.</param>
public sealed class XlsxTable(string sheet) : ITableFormat
{
    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task WriteAsync(Stream body, string[] columns, IAsyncEnumerable<TableCell[]> rows, CancellationToken cancellation)
    {
        await using var deferred = new DeferredStream(body);
        await using (var book = await Spreadsheet.CreateNewAsync(deferred, cancellationToken: cancellation))
        {
            await book.StartWorksheetAsync(sheet, new WorksheetOptions { FrozenRows = 1 }, cancellation);
            await book.AddHeaderRowAsync(columns, token: cancellation);
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                await book.AddRowAsync([.. row.Select(cell => cell.Number is { } number ? new DataCell(number) : new DataCell(cell.Text))], cancellation);
            }

            await book.FinishAsync(cancellation);
        }

        await deferred.FlushAsync(cancellation);
    }
}
