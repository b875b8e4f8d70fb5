blocks = Vector{UInt8}[]
while true
    push!(blocks, fill(0x01, 16 * 1024 * 1024))
end
