Console.WriteLine("codebench");
