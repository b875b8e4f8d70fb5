def count(n):
    while n != 1:
        n = n * 2 % 7
    return n


assert count(0) == 1
