let line = String(repeating: "flood", count: 10000)
while true {
    print(line)
}
