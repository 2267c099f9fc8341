using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Minnow.Host.Configuration;

/// <summary>Reads and checks configuration files.</summary>
public static class ConfigurationFile
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Reads, checks and completes the file at <paramref name="path"/>. Never throws for what the file or the disk does.</summary>
    public static ConfigurationResult Load(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            byte[] bytes = new byte[MaxBytes + 1];
            int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Parse(path, bytes.AsMemory(0, count));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : e is UnauthorizedAccessException ? Directory.Exists(path) ? "is a directory; name the file in it" : "not permitted to read it"
                : "can not be read: " + e.Message;
            return new ConfigurationResult(null, [new ConfigurationError(path, 0, 0, "$", why)]);
        }
    }

    /// <summary>Checks and completes <paramref name="bytes"/>, the content of the file named <paramref name="name"/>.</summary>
    public static ConfigurationResult Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        SourceText text = new(bytes);
        ConfigurationErrors errors = new(name, text);
        LoadedConfiguration? loaded = null;
        if (bytes.Length > MaxBytes) errors.AddForFile($"is larger than {MaxBytes} bytes; this is not a configuration file");
        else if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty) errors.AddForFile("is empty; the smallest configuration is {}");
        else loaded = Check(name, bytes, text, errors);
        return new ConfigurationResult(loaded, errors.InOrder());
    }

    private static LoadedConfiguration? Check(string name, ReadOnlyMemory<byte> bytes, SourceText text, ConfigurationErrors errors)
    {
        SourceValue? root = new SourceReader(text, errors).Read();
        if (root == null) return null;
        new SchemaCheck(errors).Check(root, ConfigurationSchema.Root, "$");
        if (errors.Any) return null;
        EffectiveValues effective = new(text);
        JsonNode document = effective.Complete(root, ConfigurationSchema.Root);
        MinnowConfiguration value = document.Deserialize(ConfigurationJson.Default.MinnowConfiguration)
            ?? throw new InvalidOperationException("A checked configuration became null.");
        ConfigurationRules.Check(value, root, errors);
        return errors.Any ? null : new LoadedConfiguration(name, bytes, value, effective.Settings);
    }
}
