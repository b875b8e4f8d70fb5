// Programs under test are timed: tests that share the machine's cores would time each other out.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
