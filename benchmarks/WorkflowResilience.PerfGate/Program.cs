using System.Globalization;
using WorkflowResilience.PerfGate;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// All gates, or those whose name holds the argument.
Gate[] gates = [.. Gates.All().Concat(ScanGates.All()).Concat(DiagnosisGates.All()).Where(gate => args.Length == 0 || gate.Name.Contains(args[0], StringComparison.Ordinal))];
Console.WriteLine("gate                                                          measured       limit  details");
int failed = 0;
foreach (Gate gate in gates)
{
    Reading reading = gate.Measure();

    // Two more tries before failing: a machine that was busy for the whole measurement is not a slower library.
    for (int tries = 1; tries < 3 && !gate.Passes(reading); tries++) reading = gate.Measure();
    bool passed = gate.Passes(reading);
    if (!passed) failed++;
    Console.WriteLine($"{gate.Name,-58} {reading.Value,11:0.000} {gate.Sign} {gate.Limit,7:0.###}  {reading.Details}{(passed ? "" : "  FAILED")}");
}

Console.WriteLine($"{gates.Length - failed} gates passed, {failed} failed");
return failed == 0 ? 0 : 1;
