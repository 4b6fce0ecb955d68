using System.Text;

namespace WorkflowResilience.Storage;

/// <summary>Changes of records as bytes: the body of a frame. Each says the version that the record then has, so that reading them again gives the same table.</summary>
internal static class RecordFrame
{
    internal static byte[] Of(IEnumerable<(RecordWrite Write, long Version)> changes)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            foreach ((RecordWrite write, long version) in changes)
            {
                writer.Write(write.IsDelete ? (byte)0 : (byte)1);
                writer.Write(write.Collection);
                writer.Write(write.Key);
                if (write.IsDelete) continue;
                writer.Write7BitEncodedInt64(version);
                writer.Write7BitEncodedInt(write.Value.Length);
                writer.Write(write.Value.Span);
            }
        }

        return stream.ToArray();
    }

    internal static void Apply(ReadOnlyMemory<byte> body, RecordTable table)
    {
        using var stream = new MemoryStream(body.ToArray(), writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        while (stream.Position < stream.Length)
        {
            bool isDelete = reader.ReadByte() == 0;
            string collection = reader.ReadString(), key = reader.ReadString();
            if (isDelete)
            {
                table.Delete(collection, key);
                continue;
            }

            long version = reader.Read7BitEncodedInt64();
            table.Put(new StoredRecord(collection, key, version, reader.ReadBytes(reader.Read7BitEncodedInt())));
        }
    }
}
