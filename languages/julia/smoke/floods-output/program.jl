line = repeat("flood", 10000)
while true
    println(line)
end
