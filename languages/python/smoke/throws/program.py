def pick(items):
    return items[len(items)]


assert pick([1, 2, 3]) == 3
