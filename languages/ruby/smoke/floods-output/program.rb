line = "flood" * 10000
loop { puts line }
