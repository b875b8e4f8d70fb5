// Programs under test are timed: tests that share the machine's cores would time each other out, so they run one by one.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
