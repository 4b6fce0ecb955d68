using System.Text.Json;
using WorkflowResilience;
using WorkflowResilience.Analysis;
using WorkflowResilience.CaptureProbe;
using WorkflowResilience.Time;

// Takes the context of a failure where it is started and prints it as JSON. What it is given says what it does first:
//   touch N       holds N MB of memory and writes to each page
//   open N        holds N open files
//   exhaust       opens files until the system refuses; nothing has been captured before
//   exhaust-late  the same, behind an earlier capture
//   fail          instead of JSON, what a failing stage costs
//   time          instead of JSON, how long a capture takes and what it allocates
//   patterns      instead of JSON, how long the built-in patterns take to load, and how much memory they hold
if (args is ["patterns"]) return PatternLoad.Print();
if (args is ["fail"]) return FailingStages.Print();
using WorkflowRunner runner = WorkflowRunner.Create(options => options.UnknownStages = UnknownStages.DefaultPolicy);
await runner["Work"].RunAsync(_ => ValueTask.CompletedTask);
Clock clock = runner.Clock;
var held = new List<FileStream>();
var pages = new List<byte[]>();
ContextCapture capture = ContextCapture.Of(clock, runner.ServiceStatuses);
if (args is ["time"]) return Timing.Print(capture, clock);
if (args is ["exhaust-late"])
{
    capture.Take(default, Timing.Budget(clock));
    await Task.Delay(1100);
}

// A program without handles cannot load what it needs to print.
JsonSerializer.Serialize(new FailureContext { Time = default, System = new SystemState() }, ProbeJsonContext.Default.FailureContext);
if (args is ["exhaust" or "exhaust-late"]) Exhaust();

if (args is ["touch", var megabytes])
{
    for (int i = 0; i < int.Parse(megabytes); i++)
    {
        pages.Add(new byte[1 << 20]);
        pages[^1].AsSpan().Fill(1);
    }
}

if (args is ["open", var files])
{
    for (int i = 0; i < int.Parse(files); i++) held.Add(Open());
}

FailureContext context = capture.Take(default, Timing.Budget(clock));
foreach (FileStream stream in held) stream.Dispose();
Console.WriteLine(JsonSerializer.Serialize(context, ProbeJsonContext.Default.FailureContext));
GC.KeepAlive(pages);
return 0;

void Exhaust()
{
    try
    {
        while (true) held.Add(Open());
    }
    catch (IOException)
    {
        // EMFILE is what was wanted.
    }
}

static FileStream Open() => new("/dev/null", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
