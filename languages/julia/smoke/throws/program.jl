function pick(items::Vector{Int64})::Int64
    items[length(items) + 1]
end

using Test

@testset begin

candidate = pick;
	@test(candidate([1, 2, 3]) == 3)
end
