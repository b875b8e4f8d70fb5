add <- function(a, b) {
    return(a + )
}
test_humaneval <- function() {
    candidate <- add
    stopifnot(isTRUE(all.equal(candidate(2, 3), 5)))
}
test_humaneval()
