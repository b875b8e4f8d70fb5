function add(a::Int64, b::Int64)::Int64
    a - b
end

using Test

@testset begin

candidate = add;
	@test(candidate(2, 3) == 5)
end
