using System.CommandLine;
using System.Globalization;
using Minnow.Host.Configuration;

namespace Minnow.Cli.Verbs;

/// <summary><c>minnow help exit-codes</c>.</summary>
internal static class HelpCommand
{
    internal static Command Build(CliContext context, Examples examples)
    {
        Option<bool> json = OptionValues.Json();
        Command codes = new("exit-codes", "Prints the exit codes and what they mean.") { json };
        examples.Add(codes, "minnow help exit-codes");
        codes.SetAction(parsed =>
        {
            if (parsed.GetValue(json)) WriteJson(context);
            else
                foreach (ExitCodeMeaning row in ExitCodeMeaning.All)
                    context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(int)row.Code,3}  {row.Meaning}"));
            return (int)ExitCode.Ok;
        });
        Command command = new("help", "Explains what is not a verb.") { codes };
        examples.Add(command, "minnow help exit-codes");
        return command;
    }

    private static void WriteJson(CliContext context) => JsonText.Write(context.Output, json =>
    {
        json.WriteStartArray("exitCodes");
        foreach (ExitCodeMeaning row in ExitCodeMeaning.All)
        {
            json.WriteStartObject();
            json.WriteNumber("code", (int)row.Code);
            json.WriteString("name", row.Code.ToString());
            json.WriteString("meaning", row.Meaning);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
