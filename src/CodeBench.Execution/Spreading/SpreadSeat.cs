using CodeBench.Core.Executions;

namespace CodeBench.Execution.Spreading;

/// <summary>A program's place at an engine.</summary>
/// <param name="Member">The engine.</param>
/// <param name="Sandbox">Its sandbox when the place was given.</param>
/// <param name="Lost">Ends when that is lost.</param>
internal sealed record SpreadSeat(SpreadMember Member, ISandbox Sandbox, Task<string> Lost);
