local line = string.rep("flood", 10000)
while true do
  print(line)
end
