using System.CommandLine.Invocation;
using CodeBench.Training;

var parsed = TrainCommand.Create(Console.Error, TimeProvider.System).Parse(args);
var status = await parsed.InvokeAsync();
return parsed.Action is ParseErrorAction ? 2 : status;
