count <- function(n) {
    while (n != 1) {
        n <- (n * 2) %% 7
    }
    return(n)
}
test_humaneval <- function() {
    candidate <- count
    stopifnot(isTRUE(all.equal(candidate(0), 1)))
}
test_humaneval()
