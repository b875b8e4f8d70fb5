using System.CommandLine;
using System.CommandLine.Invocation;
using CodeBench.Bench.EvalPlus;
using CodeBench.Bench.Languages;
using CodeBench.Bench.Overhead;
using CodeBench.Bench.Setup;
using CodeBench.Bench.Soak;
using CodeBench.Bench.Throughput;

var root = new RootCommand("Measures CodeBench: how fast it is, what it costs itself, and whether it leaks. bench/README.md says how.");
var host = new BenchHost(Console.Out, Console.Error, TimeProvider.System);
root.Add(ThroughputCommand.Create(host));
root.Add(OverheadCommand.Create(host));
root.Add(SoakCommand.Create(host));
root.Add(EvalPlusCommand.Create(host));
root.Add(LanguagesCommand.Create(host));
var parsed = root.Parse(args);
var status = await parsed.InvokeAsync();
return parsed.Action is ParseErrorAction ? 2 : status;
