using CodeBench.Training;

return await TrainCommand.Create(Console.Error, TimeProvider.System).Parse(args).InvokeAsync();
