blocks <- list()
while (TRUE) {
    blocks[[length(blocks) + 1]] <- rep(1, 2 * 1024 * 1024)
}
