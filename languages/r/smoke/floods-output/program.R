line <- strrep("flood", 10000)
while (TRUE) {
    cat(line, "\n")
}
