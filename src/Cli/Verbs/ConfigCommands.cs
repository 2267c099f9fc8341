using System.CommandLine;
using System.Globalization;
using Minnow.Host.Configuration;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow config check | schema | show</c>.</summary>
internal static class ConfigCommands
{
    private const string Sample = "samples/deribit-perpetual.jsonc";

    internal static Command Build(CliContext context, Examples examples)
    {
        Command command = new("config", "Checks, describes and shows configuration files.")
        {
            BuildCheck(context, examples),
            BuildSchema(context, examples),
            BuildShow(context, examples),
        };
        examples.Add(command, $"minnow config check {Sample}");
        return command;
    }

    private static Command BuildCheck(CliContext context, Examples examples)
    {
        Argument<string> file = new("FILE") { Description = "Configuration, JSON with comments." };
        Option<bool> json = OptionValues.Json();
        Command command = new("check", "Says every mistake in a configuration with its place; exit code 78 if there is one.") { file, json };
        examples.Add(command, $"minnow config check {Sample}");
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            if (parsed.GetValue(json))
            {
                ConfigurationResult result = ConfigurationFile.Load(path);
                ConfigurationReport.WriteCheck(path, result, context.Output);
                return (int)(result.Configuration == null ? ExitCode.Configuration : ExitCode.Ok);
            }
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(path, context.Errors);
            if (loaded == null) return (int)ExitCode.Configuration;
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{path}: ok, {loaded.Value.Instruments.Count} instruments, hash {loaded.Hash:x16}"));
            foreach (string warning in loaded.Warnings) context.Errors.WriteLine($"{path}: warning: {warning}");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command BuildSchema(CliContext context, Examples examples)
    {
        Command command = new("schema", "Prints the JSON Schema of the configuration: every key with its meaning, range and default.");
        examples.Add(command, "minnow config schema");
        command.SetAction(_ =>
        {
            context.Output.Write(ConfigurationSchema.ToText());
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command BuildShow(CliContext context, Examples examples)
    {
        Argument<string> file = new("FILE") { Description = "Configuration, JSON with comments." };
        Option<bool> json = OptionValues.Json();
        Command command = new("show", "Prints every value that would hold in a run, and where it comes from: the line of the file, or the built-in default.") { file, json };
        examples.Add(command, $"minnow config show {Sample}");
        command.SetAction(parsed =>
        {
            LoadedConfiguration? loaded = ConfigurationText.LoadOrReport(parsed.GetRequiredValue(file), context.Errors);
            if (loaded == null) return (int)ExitCode.Configuration;
            if (parsed.GetValue(json)) ConfigurationReport.WriteShow(loaded, context.Output);
            else ConfigurationReport.WriteShowText(loaded, context.Output);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
