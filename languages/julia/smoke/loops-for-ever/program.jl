function count_steps(n::Int64)::Int64
    while n != 1
        n = n * 2 % 7
    end
    n
end

using Test

@testset begin

candidate = count_steps;
	@test(candidate(0) == 1)
end
