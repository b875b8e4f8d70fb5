line = "flood" * 10000
while True:
    print(line)
