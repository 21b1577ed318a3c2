using System.Buffers.Binary;

namespace OpenGovWeek.Core.Tests.Certificates;

/// <summary>Heads of pictures, as far as a picture says what it is.</summary>
internal static class Pictures
{
    /// <summary>A PNG of a size.</summary>
    public static byte[] Png(int width, int height)
    {
        var file = new byte[64];
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]).CopyTo(file);
        "IHDR"u8.CopyTo(file.AsSpan(12));
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    /// <summary>A JPEG of a size.</summary>
    public static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] file = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(7), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(9), width);
        return file;
    }

    /// <summary>A WebP of 100 by 100 pixels.</summary>
    public static byte[] Webp()
    {
        var file = new byte[40];
        "RIFF"u8.CopyTo(file);
        "WEBPVP8X"u8.CopyTo(file.AsSpan(8));
        (file[24], file[27]) = (99, 99);
        return file;
    }
}
