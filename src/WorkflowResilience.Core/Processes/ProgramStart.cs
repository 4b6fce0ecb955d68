using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace WorkflowResilience.Processes;

/// <summary>Starts a program with all three streams redirected and no shell between.</summary>
internal static class ProgramStart
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static Process Start(ProgramStage stage)
    {
        if (stage.WorkingDirectory is { } directory && !Directory.Exists(directory))
            throw new ProgramNotStartedException(stage.Program, $"its working directory '{directory}' does not exist. Create it first, or correct WorkingDirectory.");
        var info = new ProcessStartInfo
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            WorkingDirectory = stage.WorkingDirectory ?? "",
        };
        foreach (string argument in stage.Arguments) info.ArgumentList.Add(argument);
        foreach ((string name, string? value) in stage.Environment)
        {
            if (value is null) info.Environment.Remove(name);
            else info.Environment[name] = value;
        }

        info.FileName = ProgramFile.Find(stage.Program, info.Environment.TryGetValue("PATH", out string? path) ? path : null);
        return Start(info, stage.Program);
    }

    private static Process Start(ProcessStartInfo info, string program)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            string problem = Marshal.GetPInvokeErrorMessage(e.NativeErrorCode);
            throw new ProgramNotStartedException(program, $"the operating system refused to start '{info.FileName}' ({problem}). Check that it exists, is a program for this machine, and that this user may run it.", e);
        }
    }
}
