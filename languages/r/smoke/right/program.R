add <- function(a, b) {
    return(a + b)
}
test_humaneval <- function() {
    candidate <- add
    stopifnot(isTRUE(all.equal(candidate(2, 3), 5)))
    stopifnot(isTRUE(all.equal(candidate(-1, 1), 0)))
}
test_humaneval()
